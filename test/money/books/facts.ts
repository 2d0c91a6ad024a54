import type { RecordedEvent } from '@ledgerline/platform/eventstore';
import type { Booking } from '../bank';

/* eslint-disable @typescript-eslint/no-explicit-any -- raw JSON: the code that is checked is not trusted */
/** The data of an event as it stands in the log: amounts are decimal strings. */
export type Raw = Readonly<Record<string, any>>;
/* eslint-enable */

export interface Fact {
  readonly stream: string;
  /** `order.paid` of `ledgerline.order.paid.v1`. */
  readonly type: string;
  readonly data: Raw;
}

/** Everything that was recorded, in its order. */
export interface Log {
  readonly facts: readonly Fact[];
}

/** What is known of money when everything is done: the log, the bank's own books, and what still waits. */
export interface Books extends Log {
  readonly bank: readonly Booking[];
  /** What the bank was told to do a second time. */
  readonly askedTwice: readonly string[];
  readonly waiting: readonly { readonly reaction: string; readonly state: string; readonly reason: string }[];
}

export function factsOf(log: readonly Pick<RecordedEvent, 'stream' | 'type' | 'data'>[]): readonly Fact[] {
  return log.map(({ stream, type, data }) => ({
    ...{ stream, type: type.replace(/^ledgerline\./, '').replace(/\.v\d+$/, '') },
    data: JSON.parse(data) as Raw,
  }));
}

/** The data of every fact of a type, in the order of the log. */
export function of({ facts }: Log, type: string): readonly Raw[] {
  return facts.filter((fact) => fact.type === type).map(({ data }) => data);
}

/** Also in which stream each stands. */
export function ofWithStream({ facts }: Log, type: string): readonly Fact[] {
  return facts.filter((fact) => fact.type === type);
}

export function sum(all: readonly Raw[], amount: (one: Raw) => string): bigint {
  return all.reduce((total, one) => total + BigInt(amount(one)), 0n);
}

/** A complaint for each key that occurs more than once. */
export function twice(what: string, keys: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
  return [...seen].filter(([, count]) => count > 1).map(([key, count]) => `${what} ${count} times: ${key}`);
}

/** A complaint unless both are the same. */
export function unlike(what: string, is: unknown, wished: unknown): readonly string[] {
  return String(is) === String(wished) ? [] : [`${what}: ${String(is)} and not ${String(wished)}`];
}
