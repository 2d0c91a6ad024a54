/** The bounds of a subscription's life. Days are of 24 hours, in UTC. */

/** Unpaid for so long after it was asked for, a subscription that never was paid has not begun. */
export const INCOMPLETE_HOURS = 23;

/** Days after the first failure on which a charge is tried again. */
export const RETRY_AFTER_DAYS = [1, 3, 5] as const;

/** Days after the first failure for which access stays; then the subscription is canceled. */
export const PAST_DUE_DAYS = 7;

/** A trial of so many days is granted a whole month's credits; a shorter one its part of them. */
export const TRIAL_MONTH_DAYS = 30;
