import { BillingPeriod } from '../periods';
import { Timestamp } from '../time';
import { remembering } from '../remembering';

/**
 * How a limit's units are counted over time. Units go into a **window** (a text key that sorts by time and
 * tells by itself when it ends); the units that count at an instant are those of the windows still **live**
 * then. Pure: the clock is an argument.
 */
export interface LimitKind {
  readonly name: LimitKindName;
  /**
   * Units exist only while their hold does (a concurrency slot): settling never turns them into used units.
   */
  readonly endsWithHold: boolean;
  /** Units leave one bucket after the other; of any other kind, the whole window is over at one instant. */
  readonly slides: boolean;
  /** The window into which units of a request at `now` go. */
  windowOf(now: Timestamp, terms: WindowTerms): string;
  /** The window's start: when it was last reset; null where the kind has no start. */
  startOf(window: string): Timestamp | null;
  /** The first instant at which its units count no more; null where time alone never changes them. */
  endsAt(window: string): Timestamp | null;
}

/** What a kind needs to know beside the clock. */
export interface WindowTerms {
  /** How long a `rolling` limit looks back, in seconds; a multiple of 60. Null for every other kind. */
  readonly durationSeconds: number | null;
  /** What a `billing-period` is counted from; null: the calendar month. */
  readonly period: BillingPeriod | null;
}

export const PLAIN_WINDOW: WindowTerms = { durationSeconds: null, period: null };

export type LimitKindName =
  | 'calendar-hour'
  | 'calendar-day'
  | 'calendar-week'
  | 'calendar-month'
  | 'calendar-year'
  | 'billing-period'
  | 'rolling'
  | 'lifetime'
  | 'gauge'
  | 'concurrent';

export const UNLIMITED = -1n;

/** Whether units in `window` still count at `now`. A window once dead never lives again. */
export function isLiveWindow(kind: LimitKind, window: string, now: Timestamp): boolean {
  const endsAt = kind.endsAt(window);
  return endsAt === null || endsAt > now;
}

export interface ResetQuestion {
  readonly now: Timestamp;
  readonly terms: WindowTerms;
  /** The live windows with the units in them (used + held), oldest first. */
  readonly live: readonly { readonly window: string; readonly units: bigint }[];
  readonly limit: bigint;
  readonly quantity: bigint;
}

/**
 * When `quantity` more units will fit by the mere passing of time; `now` where a sliding window has room
 * already; null when time alone never helps. Of a window that ends as a whole: its end.
 */
export function resetAtOf(kind: LimitKind, { now, terms, live, limit, quantity }: ResetQuestion) {
  if (!kind.slides) return kind.endsAt(kind.windowOf(now, terms));
  let units = live.reduce((sum, bucket) => sum + bucket.units, 0n);
  if (units + quantity <= limit) return now;
  for (const bucket of live) {
    units -= bucket.units;
    if (units + quantity <= limit) return kind.endsAt(bucket.window);
  }
  return null;
}

/** One window per unit of the UTC calendar. */
export interface CalendarUnit {
  readonly name: LimitKindName;
  /** The window's key: the part of an instant that names its unit. */
  keyOf(now: Timestamp): string;
  startOf(key: string): Timestamp;
  /** The start of the unit that follows the one starting at `start`. */
  next(start: Timestamp): Timestamp;
}

export function calendarKind({ name, keyOf, startOf, next }: CalendarUnit): LimitKind {
  return {
    name,
    endsWithHold: false,
    slides: false,
    windowOf: keyOf,
    startOf,
    endsAt: remembering((window) => next(startOf(window))),
  };
}
