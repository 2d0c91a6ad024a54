import type { Timestamp } from '@ledgerline/kernel';
import type { PricedLine, TaxTerms, Totals } from '../money/lines';

/* The shapes that several events share. They are released with the events that carry them. */

export type BillingInterval = 'MONTHLY' | 'YEARLY';

export type SubscriptionStatus =
  'INCOMPLETE' | 'INCOMPLETE_EXPIRED' | 'TRIALING' | 'ACTIVE' | 'PAST_DUE' | 'CANCELED';

/**
 * What was agreed on, as the catalog said it then. It stands in the events, so that a renewal asks no
 * catalog: a later version applies from the next change of plan on.
 */
export interface SubscriptionTerms {
  readonly plan: string;
  readonly description: string;
  readonly tier: string;
  readonly interval: BillingInterval;
  /** Of a period. */
  readonly months: number;
  /** Per period. */
  readonly priceMinor: bigint;
  readonly currency: string;
  /** Granted each month, in a period of a year too. */
  readonly creditsMicros: bigint;
  /** Unspent credits of a month that the next one keeps, at most; null: all. */
  readonly rolloverCapMicros: bigint | null;
  /** What becomes of unused credits when the subscription has ended; `keep`: they lapse at their own time. */
  readonly unusedAtEnd: 'void' | 'keep';
  readonly usage: readonly UsageTerms[];
  readonly catalogVersion: number;
}

/** What usage beyond the included quantity costs. */
export interface UsageTerms {
  readonly limit: string;
  readonly included: number;
  readonly unitMinor: bigint;
}

/** A period that has begun; `ordinal` counts those of one subscription. */
export interface SubscriptionPeriod {
  readonly ordinal: number;
  readonly start: Timestamp;
  readonly end: Timestamp;
}

/** Usage that a charge bills when its period is over, and what it costs. */
export interface UsageToBill {
  readonly period: SubscriptionPeriod;
  readonly prices: readonly UsageTerms[];
}

/** What a charge comes to: what its order asks for and its invoice says. */
export interface ChargePrice {
  readonly lines: readonly PricedLine[];
  readonly tax: TaxTerms | null;
  readonly totals: Totals;
}
