import { DomainEvent, Timestamp } from '@ledgerline/kernel';
import {
  Attributes,
  Balances,
  ChargedShare,
  CreditType,
  GenerationFacts,
  LimitHold,
  LimitSettlement,
  LotEnd,
  LotShare,
  PriceSnapshot,
  PurchaseAmount,
  Usage,
} from './account-facts';

import type { CreditEvent } from './credit-events';
import type { CrossingEvent } from './crossing-events';
import type { PolicyEvent } from './policy-events';
import type { PurchaseEvent } from './purchase-events';

export type * from './account-facts';
export type * from './credit-events';
export type * from './crossing-events';
export type * from './policy-events';
export type * from './purchase-events';

/*
 * Every fact an account stream can hold. Released shapes never change: a changed shape is a new version.
 * Micros are micro-credits. A credit event carries the balance it established; evolve asserts it.
 */

export type OwnerKind = 'user' | 'workspace';

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
    /** What the next period keeps of it when it lapses; null: nothing. */
    rollover: Rollover | null;
    attributes: Attributes;
    catalogVersion: number;
    after: Balances;
  }
>;

export interface Rollover {
  /** At most so much is kept. */
  readonly capMicros: bigint;
  /** How long the kept part lives, counted from the lapse. */
  readonly days: number;
}

export type LotLapsed = DomainEvent<'LotLapsed', LotEnd & { lapsedAt: Timestamp }>;

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
  readonly charged: ChargedShare[];
  readonly limits: LimitSettlement[];
  readonly completedAt: Timestamp;
  /** From request to completion. */
  readonly durationMs: number;
  readonly after: Balances;
}

export type GenerationCompleted = DomainEvent<
  'GenerationCompleted',
  GenerationFacts &
    CompletionFacts & {
      heldMicros: bigint;
      /** What the hold had set aside, by lot. `charged` may say more of a lot, and name lots beyond these. */
      held: LotShare[];
      returned: LotShare[];
    }
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
  | PolicyEvent
  | CreditEvent
  | CrossingEvent
  | PurchaseEvent
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
