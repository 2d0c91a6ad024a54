import { Timestamp } from '../time';

/**
 * How a limit's units are counted over time. Units go into a **window** (a text key that sorts by time); the
 * units that count at an instant are those of the windows still **live** then. Pure: the clock is an
 * argument.
 */
export interface LimitKind {
  readonly name: LimitKindName;
  /**
   * Units exist only while their hold does (a concurrency slot): settling never turns them into used units.
   */
  readonly endsWithHold: boolean;
  /** The window into which units of a request at `now` go. */
  windowOf(now: Timestamp): string;
  /** Whether units in `window` still count at `now`. A window once dead never lives again. */
  isLive(window: string, now: Timestamp): boolean;
  /** The window's start: when it was last reset; null where the kind has no start. */
  startOf(window: string): Timestamp | null;
  /**
   * When `quantity` more units will fit by the mere passing of time; null when time alone never helps.
   * `live` are the live windows with the units in them (used + held), oldest first.
   */
  resetAt(now: Timestamp, question: ResetQuestion): Timestamp | null;
}

export interface ResetQuestion {
  readonly live: readonly { readonly window: string; readonly units: bigint }[];
  readonly limit: bigint;
  readonly quantity: bigint;
}

export type LimitKindName =
  'calendar-day' | 'calendar-month' | 'rolling-hour' | 'lifetime' | 'gauge' | 'concurrent';

export const UNLIMITED = -1n;
