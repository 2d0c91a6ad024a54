import { DomainEvent } from './event';

/** A decision not to act: a named reason and the figures that explain it. A value, never an exception. */
export interface Refusal<Reason extends string = string> {
  readonly kind: 'refused';
  readonly reason: Reason;
  /** What the caller needs to understand or repair it; JSON, credits as decimal strings. */
  readonly figures: Readonly<Record<string, string | number | boolean | null>>;
}

/** The facts a command records; never empty. */
export interface Accepted<E extends DomainEvent> {
  readonly kind: 'accepted';
  readonly events: readonly E[];
  /** Which of the events stands for the command: what it took to get there stands before it. */
  readonly own: number;
}

/** The wished state already held; recorded as such, so that the same key always hears the same. */
export interface NoEffect {
  readonly kind: 'no-effect';
  readonly reason: string;
}

export type Decision<E extends DomainEvent, Reason extends string = string> =
  Accepted<E> | Refusal<Reason> | NoEffect;

export function accept<E extends DomainEvent>(...events: readonly E[]): Accepted<E> {
  return { kind: 'accepted', events, own: 0 };
}

/** The same where something had to be recorded first; the command's own fact opens the rest. */
export function acceptAfter<E extends DomainEvent>(
  before: readonly E[],
  ...events: readonly E[]
): Accepted<E> {
  return { kind: 'accepted', events: [...before, ...events], own: before.length };
}

export function refuse<Reason extends string>(
  reason: Reason,
  figures: Refusal['figures'] = {},
): Refusal<Reason> {
  return { kind: 'refused', reason, figures };
}

export function noEffect(reason: string): NoEffect {
  return { kind: 'no-effect', reason };
}
