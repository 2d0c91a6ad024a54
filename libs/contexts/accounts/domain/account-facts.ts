import type { LimitMeasure } from '@ledgerline/contexts/catalog';
import { LimitKindName, Timestamp } from '@ledgerline/kernel';

/* The shapes that several events share. They are released with the events that carry them. */

/**
 * After the event: balance = unspent credits of all lots; of these, held = set aside for running generations.
 */
export interface Balances {
  readonly balanceMicros: bigint;
  readonly heldMicros: bigint;
}

export type CreditType =
  | 'TRIAL_GRANT'
  | 'DAILY_REFILL'
  | 'SUBSCRIPTION_GRANT'
  | 'PURCHASE'
  | 'BONUS'
  | 'REFERRAL_REWARD'
  | 'REFUND'
  | 'ADMIN_ADJUSTMENT'
  /** What an account has drawn below zero: a lot of its own until it is returned or repaid. */
  | 'OVERDRAFT';

/** Unspent credits that are gone, and their part of the lot's cost basis. */
export interface LotEnd {
  readonly lotId: string;
  readonly creditType: CreditType;
  readonly amountMicros: bigint;
  readonly cost: PurchaseAmount | null;
  readonly after: Balances;
}

/** A part of one lot. */
export interface LotShare {
  readonly lotId: string;
  readonly amountMicros: bigint;
}

/** A part of one lot that is gone for good, with what matters of the lot to whoever books or refunds it. */
export interface ChargedShare extends LotShare {
  /** Null: recorded when it was not told yet. */
  readonly creditType: CreditType | null;
  readonly expiresAt: Timestamp | null;
  /** The part of the lot's cost basis that goes with these credits; null where the lot has none. */
  readonly cost: PurchaseAmount | null;
}

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** What every event of a generation repeats, so that a fold needs no other event to file it. */
export interface GenerationFacts {
  readonly generationId: string;
  /** The member who acted; null for a service acting for the account itself. */
  readonly actorUserId: string | null;
  readonly action: string;
  readonly operation: string | null;
  readonly subtype: string | null;
  readonly service: string | null;
  readonly model: string | null;
  readonly project: string | null;
  readonly scene: string | null;
  readonly requestedAt: Timestamp;
}

/** Units taken from one limit, with the limit as it stood when it was decided. */
export interface LimitHold {
  readonly limit: string;
  readonly limitKind: LimitKindName;
  /** Whose units these are: a member's own part of the limit; null for the account as a whole. */
  readonly member: string | null;
  readonly measure: LimitMeasure;
  readonly window: string;
  readonly units: bigint;
  /** The limit's value in force; -1 is unlimited. */
  readonly limitValue: bigint;
  readonly source: 'override' | 'environment' | 'plan' | 'tier';
  readonly enforced: boolean;
  readonly usedBefore: bigint;
  readonly heldBefore: bigint;
}

/** How the units that a hold took from one window ended: what was held leaves, what was used stays. */
export interface LimitSettlement {
  readonly limit: string;
  readonly limitKind: LimitKindName;
  readonly member: string | null;
  readonly window: string;
  readonly heldUnits: bigint;
  readonly usedUnits: bigint;
}

/** The price of the request, kept so that settling and refunding never look at a later catalog. */
export interface PriceSnapshot {
  readonly kind: 'flat' | 'tokens' | 'free';
  /** Per unit of quantity, for `flat`. */
  readonly flatMicros: bigint;
  /** Per million tokens, for `tokens`. */
  readonly inputMicrosPerMillion: bigint;
  readonly outputMicrosPerMillion: bigint;
}

export interface Usage {
  readonly quantity: number;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

export interface PurchaseAmount {
  /** Minor units of the currency. */
  readonly amountMinor: bigint;
  /** ISO 4217. */
  readonly currency: string;
}
