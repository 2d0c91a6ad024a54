import type { BillingPeriod, LimitKindName, Timestamp } from '@ledgerline/kernel';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1 January 1970 was a Thursday: Mondays lie three days before the weeks of the epoch. */
const MONDAY_MS = 3 * DAY_MS;

/** What a limit is counted over, as the catalog and the account say it. */
export interface ModelTerms {
  readonly kind: LimitKindName;
  readonly durationSeconds?: number;
  readonly period: BillingPeriod | null;
}

/** The stretch of time that a unit asked for at an instant belongs to; from `until` on it counts no more. */
export interface ModelWindow {
  readonly name: string;
  readonly untilMs: number;
}

export function windowAt(at: Timestamp, { kind, durationSeconds, period }: ModelTerms): ModelWindow {
  const ms = Date.parse(at);
  if (kind === 'calendar-hour') return every(HOUR_MS, 0, ms);
  if (kind === 'calendar-day') return every(DAY_MS, 0, ms);
  if (kind === 'calendar-week') return every(7 * DAY_MS, MONDAY_MS, ms);
  if (kind === 'calendar-month') return named(monthStart(at, 0), monthStart(at, 1));
  if (kind === 'calendar-year') return named(Date.UTC(yearOf(at), 0), Date.UTC(yearOf(at) + 1, 0));
  if (kind === 'billing-period') return periodOf(ms, period ?? { anchor: `${at.slice(0, 7)}-01`, months: 1 });
  if (kind !== 'rolling') return { name: 'for ever', untilMs: Infinity };
  const bucketMs = (durationSeconds! * 1000) / 60;
  const [, endOfBucketMs] = spanOf(bucketMs, 0, ms);
  return { name: 'rolling', untilMs: endOfBucketMs + durationSeconds! * 1000 };
}

function every(lengthMs: number, shiftMs: number, ms: number): ModelWindow {
  return named(...spanOf(lengthMs, shiftMs, ms));
}

function spanOf(lengthMs: number, shiftMs: number, ms: number): [startMs: number, endMs: number] {
  const endMs = (Math.floor((ms + shiftMs) / lengthMs) + 1) * lengthMs - shiftMs;
  return [endMs - lengthMs, endMs];
}

function named(startMs: number, endMs: number): ModelWindow {
  return { name: `${startMs}..${endMs}`, untilMs: endMs };
}

function yearOf(at: Timestamp): number {
  return Number(at.slice(0, 4));
}

function monthStart(at: Timestamp, later: number): number {
  return Date.UTC(yearOf(at), Number(at.slice(5, 7)) - 1 + later);
}

/** Walks from period to period until one ends later: slow, and nothing to get wrong. */
function periodOf(ms: number, { anchor, months }: BillingPeriod): ModelWindow {
  const start = (n: number) => monthsAfter(anchor, n * months);
  let n = 0;
  while (start(n) > ms) n -= 1;
  while (start(n + 1) <= ms) n += 1;
  return named(start(n), start(n + 1));
}

/** The same day of another month, or the last day there is. */
function monthsAfter(anchor: Timestamp, months: number): number {
  const firstOfMonth = monthStart(anchor, months);
  const daysOfMonth = (monthStart(anchor, months + 1) - firstOfMonth) / DAY_MS;
  const day = Math.min(Number(anchor.slice(8, 10)), daysOfMonth);
  return firstOfMonth + (day - 1) * DAY_MS + (Date.parse(anchor) % DAY_MS);
}
