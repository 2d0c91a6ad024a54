import type { LimitMeasure } from '@ledgerline/contexts/catalog';
import { DomainEvent, LimitKindName, Timestamp } from '@ledgerline/kernel';

/* Thresholds are facts: recorded in the very append that crosses them. */

interface LimitCrossing {
  readonly limit: string;
  readonly limitKind: LimitKindName;
  readonly member: string | null;
  readonly measure: LimitMeasure;
  readonly window: string;
  /** As the catalog spells it: "80%", "50"; "limit" for the limit itself. */
  readonly threshold: string;
  /** The threshold in units of the limit's measure. */
  readonly thresholdUnits: bigint;
  readonly usedUnits: bigint;
  readonly heldUnits: bigint;
  readonly limitValue: bigint;
  readonly at: Timestamp;
}

export type LimitThresholdCrossed = DomainEvent<'LimitThresholdCrossed', LimitCrossing>;
export type LimitThresholdRecovered = DomainEvent<'LimitThresholdRecovered', LimitCrossing>;
/** Nothing more fits. */
export type LimitReached = DomainEvent<'LimitReached', LimitCrossing>;
/** Something fits again. */
export type LimitRecovered = DomainEvent<'LimitRecovered', LimitCrossing>;

interface CreditCrossing {
  readonly availableMicros: bigint;
  readonly thresholdMicros: bigint;
  readonly at: Timestamp;
}

export type CreditsRanLow = DomainEvent<'CreditsRanLow', CreditCrossing>;
export type CreditsExhausted = DomainEvent<'CreditsExhausted', CreditCrossing>;
/** A grant brought them back above the threshold they had fallen to. */
export type CreditsRecovered = DomainEvent<
  'CreditsRecovered',
  CreditCrossing & { from: 'low' | 'exhausted' }
>;

export type CrossingEvent =
  | LimitThresholdCrossed
  | LimitThresholdRecovered
  | LimitReached
  | LimitRecovered
  | CreditsRanLow
  | CreditsExhausted
  | CreditsRecovered;
