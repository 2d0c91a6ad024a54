/** The longest a hold may last, extensions included. */
export const HOLD_SECONDS_MAX = 86_400;
