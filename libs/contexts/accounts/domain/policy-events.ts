import { BillingPeriod, DomainEvent, LimitKindName, Timestamp } from '@ledgerline/kernel';
import type {
  Attributes,
  Balances,
  ChargedShare,
  LimitSettlement,
  PriceSnapshot,
  Usage,
} from './account-facts';

/* What changes an account's own policy, and usage that no hold went before. */

/** What was used stays used: only the values that apply from now on change. */
export type TierChanged = DomainEvent<
  'TierChanged',
  {
    fromTier: string;
    fromPlan: string | null;
    tier: string;
    plan: string | null;
    /** What the account's billing periods are counted from, from now on; null: calendar months. */
    period: BillingPeriod | null;
    reason: string;
    changedAt: Timestamp;
    catalogVersion: number;
  }
>;

interface OverrideFacts {
  readonly limit: string;
  /** Whose part of the limit; null: the account as a whole. */
  readonly member: string | null;
  readonly reason: string;
  readonly catalogVersion: number;
}

export type LimitOverridden = DomainEvent<
  'LimitOverridden',
  OverrideFacts & {
    /** In units of the limit's measure; -1 is unlimited. */
    value: bigint;
    /** The first instant at which it applies no more; null: until it is removed. */
    until: Timestamp | null;
    overriddenAt: Timestamp;
  }
>;

export type LimitOverrideRemoved = DomainEvent<
  'LimitOverrideRemoved',
  OverrideFacts & { removedAt: Timestamp }
>;

/** Something that was done already: no hold went before. Only what succeeded counts and is charged. */
export type UsageRecorded = DomainEvent<
  'UsageRecorded',
  {
    usageId: string;
    actorUserId: string | null;
    action: string;
    subtype: string | null;
    model: string | null;
    service: string | null;
    project: string | null;
    status: 'success' | 'failed' | 'cancelled';
    usage: Usage;
    durationMs: number | null;
    errorCode: string | null;
    /** The error's text: sealed. */
    sealed: string | null;
    attributes: Attributes;
    virtualCostUsdMicros: bigint | null;
    price: PriceSnapshot;
    knownAction: boolean;
    costMicros: bigint;
    charged: ChargedShare[];
    limits: CountedUnits[];
    recordedAt: Timestamp;
    tier: string;
    catalogVersion: number;
    after: Balances;
  }
>;

/** Units that count at once, with the limit as it stood when it was decided. */
export interface CountedUnits extends LimitSettlement {
  readonly limitValue: bigint;
  readonly source: 'override' | 'environment' | 'plan' | 'tier';
  readonly enforced: boolean;
  readonly usedBefore: bigint;
  readonly heldBefore: bigint;
}

interface UnitChange {
  readonly limit: string;
  readonly limitKind: LimitKindName;
  readonly member: string | null;
  readonly window: string;
  readonly usedBefore: bigint;
  readonly usedAfter: bigint;
  readonly actorUserId: string | null;
  readonly reason: string | null;
  readonly catalogVersion: number;
}

/** The thing that was counted for life is gone again, e.g. a deleted project. */
export type UsageRemoved = DomainEvent<'UsageRemoved', UnitChange & { removedAt: Timestamp }>;

/** A gauge was set, or moved up or down. */
export type GaugeMoved = DomainEvent<
  'GaugeMoved',
  UnitChange & {
    limitValue: bigint;
    source: CountedUnits['source'];
    enforced: boolean;
    movedAt: Timestamp;
  }
>;

export type PolicyEvent =
  TierChanged | LimitOverridden | LimitOverrideRemoved | UsageRecorded | UsageRemoved | GaugeMoved;
