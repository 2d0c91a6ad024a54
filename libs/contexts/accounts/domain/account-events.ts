import { DomainEvent, LimitKindName, Timestamp } from '@ledgerline/kernel';

/*
 * Every fact an account stream can hold. Released shapes never change: a changed shape is a new version.
 * Micros are micro-credits. A credit event carries the balance it established; evolve asserts it.
 */

export type OwnerKind = 'user' | 'workspace';

export type CreditType =
  | 'TRIAL_GRANT'
  | 'DAILY_REFILL'
  | 'SUBSCRIPTION_GRANT'
  | 'PURCHASE'
  | 'BONUS'
  | 'REFERRAL_REWARD'
  | 'REFUND'
  | 'ADMIN_ADJUSTMENT';

/** After the event: balance = unspent credits of all lots; of these, held = set aside for running generations. */
export interface Balances {
  readonly balanceMicros: bigint;
  readonly heldMicros: bigint;
}

/** A part of one lot. */
export interface LotShare {
  readonly lotId: string;
  readonly amountMicros: bigint;
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
  readonly measure: 'count' | 'tokens';
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

export type AccountOpened = DomainEvent<
  'AccountOpened',
  {
    accountId: string;
    ownerKind: OwnerKind;
    ownerId: string;
    tier: string;
    catalogVersion: number;
    openedAt: Timestamp;
  }
>;

export type AccountClosed = DomainEvent<'AccountClosed', { reason: string; closedAt: Timestamp }>;
export type AccountReopened = DomainEvent<'AccountReopened', { reason: string; reopenedAt: Timestamp }>;

export type CreditsGranted = DomainEvent<
  'CreditsGranted',
  {
    lotId: string;
    creditType: CreditType;
    amountMicros: bigint;
    priority: number;
    grantedAt: Timestamp;
    effectiveAt: Timestamp;
    expiresAt: Timestamp | null;
    reason: string;
    /** The external act, unique per account and type. */
    reference: string | null;
    orderId: string | null;
    paymentId: string | null;
    generationId: string | null;
    actorUserId: string | null;
    paymentMethod: string | null;
    purchaseAmount: PurchaseAmount | null;
    attributes: Attributes;
    catalogVersion: number;
    after: Balances;
  }
>;

export type LotLapsed = DomainEvent<
  'LotLapsed',
  { lotId: string; creditType: CreditType; amountMicros: bigint; lapsedAt: Timestamp; after: Balances }
>;

export type GenerationRequested = DomainEvent<
  'GenerationRequested',
  GenerationFacts & {
    /** Keyed hash of the request's body: the same id asked for again with another body is told apart. */
    payloadHash: string;
    /** Prompt, parameters: sealed for the account's owner; null when none were given. */
    sealed: string | null;
    flags: Readonly<Record<string, boolean>>;
    attributes: Attributes;
    estimate: Usage;
    price: PriceSnapshot;
    tier: string;
    catalogVersion: number;
    /** False when the catalog does not know the action and allows that. */
    knownAction: boolean;
    heldMicros: bigint;
    lots: LotShare[];
    limits: LimitHold[];
    timeoutSeconds: number;
    deadlineAt: Timestamp;
    after: Balances;
  }
>;

export type HoldExtended = DomainEvent<
  'HoldExtended',
  GenerationFacts & { timeoutSeconds: number; deadlineAt: Timestamp; extendedAt: Timestamp }
>;

export interface CompletionFacts {
  readonly outputUri: string | null;
  readonly usage: Usage;
  readonly processingMs: number | null;
  readonly attributes: Attributes;
  /** Millionths of a US dollar; null when unknown. */
  readonly virtualCostUsdMicros: bigint | null;
  /** The price times the actual usage: charged plus shortfall. */
  readonly costMicros: bigint;
  readonly chargedMicros: bigint;
  /** Cost that neither the hold nor what was available covered: recorded, not hidden. */
  readonly shortfallMicros: bigint;
  readonly charged: LotShare[];
  readonly limits: LimitSettlement[];
  readonly completedAt: Timestamp;
  /** From request to completion. */
  readonly durationMs: number;
  readonly after: Balances;
}

export type GenerationCompleted = DomainEvent<
  'GenerationCompleted',
  GenerationFacts & CompletionFacts & { heldMicros: bigint; returned: LotShare[] }
>;

/** Completed after its hold had expired: nothing was held any more, so nothing is returned. */
export type GenerationCompletedLate = DomainEvent<
  'GenerationCompletedLate',
  GenerationFacts & CompletionFacts
>;

interface ReleaseFacts {
  readonly heldMicros: bigint;
  readonly returned: LotShare[];
  readonly limits: LimitSettlement[];
  readonly durationMs: number;
  readonly after: Balances;
}

export type GenerationFailed = DomainEvent<
  'GenerationFailed',
  GenerationFacts &
    ReleaseFacts & {
      errorCode: string | null;
      /** The error's text: sealed. */
      sealed: string | null;
      processingMs: number | null;
      failedAt: Timestamp;
    }
>;

export type GenerationCancelled = DomainEvent<
  'GenerationCancelled',
  GenerationFacts & ReleaseFacts & { reason: string | null; byAdmin: boolean; cancelledAt: Timestamp }
>;

/** The hold's deadline passed: counts as failed, with the code `deadline-passed`. */
export type GenerationExpired = DomainEvent<
  'GenerationExpired',
  GenerationFacts & ReleaseFacts & { deadlineAt: Timestamp; expiredAt: Timestamp }
>;

export type CommandRefused = DomainEvent<
  'CommandRefused',
  {
    command: string;
    reason: string;
    figures: Readonly<Record<string, string | number | boolean | null>>;
    /** The command as given, without what is personal. */
    parameters: Readonly<Record<string, unknown>>;
    sealed: string | null;
    catalogVersion: number;
    refusedAt: Timestamp;
  }
>;

export type CommandHadNoEffect = DomainEvent<
  'CommandHadNoEffect',
  { command: string; reason: string; parameters: Readonly<Record<string, unknown>>; catalogVersion: number }
>;

export type AccountEvent =
  | AccountOpened
  | AccountClosed
  | AccountReopened
  | CreditsGranted
  | LotLapsed
  | GenerationRequested
  | HoldExtended
  | GenerationCompleted
  | GenerationCompletedLate
  | GenerationFailed
  | GenerationCancelled
  | GenerationExpired
  | CommandRefused
  | CommandHadNoEffect;
