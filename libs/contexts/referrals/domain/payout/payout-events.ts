import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { PayoutMethod } from '../../payouts/payout-provider';

export type PayoutRequested = DomainEvent<
  'PayoutRequested',
  {
    payoutId: string;
    accountId: string;
    method: PayoutMethod;
    amountMinor: bigint;
    currency: string;
    creditsMicros: bigint | null;
    /** JSON of destination and notes, sealed under the owner's key. */
    sealed: string | null;
    requestedAt: Timestamp;
  }
>;

interface PayoutTold {
  readonly payoutId: string;
  readonly accountId: string;
}

/** From now on the money may be on its way. `batchId` null: it was started alone. */
export type PayoutStarted = DomainEvent<
  'PayoutStarted',
  PayoutTold & { method: PayoutMethod; batchId: string | null; reason?: string; startedAt: Timestamp }
>;

/** The provider has it and had not finished; it is asked again later. */
export type PayoutAskedAgain = DomainEvent<
  'PayoutAskedAgain',
  PayoutTold & { method: PayoutMethod; asks: number; askedAt: Timestamp }
>;

/** The provider has taken it on, and named it: by that name it is asked from now on. */
export type PayoutAccepted = DomainEvent<
  'PayoutAccepted',
  PayoutTold & { transactionId: string; acceptedAt: Timestamp }
>;

/** Nobody can be asked any more whether the money went: a person finds out, and says so. */
export type PayoutUnresolved = DomainEvent<
  'PayoutUnresolved',
  PayoutTold & { reason: string; unresolvedAt: Timestamp }
>;

export type PayoutCompleted = DomainEvent<
  'PayoutCompleted',
  PayoutTold & { transactionId: string; reason: string | null; completedAt: Timestamp }
>;

export type PayoutFailed = DomainEvent<'PayoutFailed', PayoutTold & { error: string; failedAt: Timestamp }>;

export type PayoutCanceled = DomainEvent<
  'PayoutCanceled',
  PayoutTold & { reason: string; canceledAt: Timestamp }
>;

export type PayoutEvent =
  | PayoutRequested
  | PayoutStarted
  | PayoutAskedAgain
  | PayoutAccepted
  | PayoutUnresolved
  | PayoutCompleted
  | PayoutFailed
  | PayoutCanceled;
