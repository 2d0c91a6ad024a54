import { epochMsOf, Timestamp, timestamp } from './time';

/** Periods of so many months, counted from an anchor: the n-th one starts n times as many months after it. */
export interface BillingPeriod {
  readonly anchor: Timestamp;
  readonly months: number;
}

/** Start and end of the period that holds `now`; before the anchor there are periods too. */
export function periodAt(now: Timestamp, { anchor, months }: BillingPeriod): readonly [Timestamp, Timestamp] {
  let count = Math.floor(monthsBetween(anchor, now) / months);
  while (addMonths(anchor, count * months) > now) count--;
  while (addMonths(anchor, (count + 1) * months) <= now) count++;
  return [addMonths(anchor, count * months), addMonths(anchor, (count + 1) * months)];
}

/**
 * The same day and time of day `months` later (or earlier); where that month is too short, its last day. Not
 * to be chained: the 31st comes back only when counted from the 31st.
 */
export function addMonths(instant: Timestamp, months: number): Timestamp {
  const date = new Date(epochMsOf(instant));
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const timeOfDayMs = epochMsOf(instant) - Date.UTC(year, date.getUTCMonth(), date.getUTCDate());
  return timestamp(Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + timeOfDayMs);
}

/** Whole calendar months from one instant's month to another's, whatever their days. */
export function monthsBetween(from: Timestamp, to: Timestamp): number {
  const [first, last] = [from, to].map((instant) => new Date(epochMsOf(instant)));
  return (last!.getUTCFullYear() - first!.getUTCFullYear()) * 12 + last!.getUTCMonth() - first!.getUTCMonth();
}
