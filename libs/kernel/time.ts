import { invariant } from './invariant';

/**
 * An instant as RFC 3339 in UTC with milliseconds ("2026-11-21T09:00:00.000Z"). The width is fixed, so
 * instants compare as strings, and the text in an event is the value that decides.
 */
export type Timestamp = string;

const TIMESTAMP =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

export function timestamp(epochMs: number): Timestamp {
  invariant(!Number.isNaN(epochMs), 'an instant is a text that says when');
  return new Date(epochMs).toISOString();
}

export function epochMsOf(instant: Timestamp): number {
  return Date.parse(instant);
}

export function isTimestamp(text: string): boolean {
  return TIMESTAMP.test(text) && timestamp(epochMsOf(text)) === text;
}

export function addSeconds(instant: Timestamp, seconds: number): Timestamp {
  return timestamp(epochMsOf(instant) + seconds * 1000);
}

/** Days of 24 hours: in UTC every day is one. */
export function addDays(instant: Timestamp, days: number): Timestamp {
  return addSeconds(instant, days * 86_400);
}

export function secondsBetween(from: Timestamp, to: Timestamp): number {
  return (epochMsOf(to) - epochMsOf(from)) / 1000;
}

/** "2026-11-21" of an instant: its UTC calendar day. */
export function utcDay(instant: Timestamp): string {
  return instant.slice(0, 10);
}

/** "2026-11" of an instant: its UTC calendar month. */
export function utcMonth(instant: Timestamp): string {
  return instant.slice(0, 7);
}

/** The first instant of the UTC day that follows. */
export function nextUtcMidnight(instant: Timestamp): Timestamp {
  return addDays(`${utcDay(instant)}T00:00:00.000Z`, 1);
}

/**
 * The first instant of the UTC month that follows: leap days and month lengths are the calendar's business.
 */
export function nextUtcMonth(instant: Timestamp): Timestamp {
  const date = new Date(epochMsOf(instant));
  return timestamp(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1));
}

export function latest(a: Timestamp, b: Timestamp): Timestamp {
  return a > b ? a : b;
}
