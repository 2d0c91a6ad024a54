import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { Totals } from '../money/lines';
import type { OrderPurpose, ProviderName } from './order-terms';

/* What of an order's money goes back: by us, at the provider, or by a bank. */

export type RefundRequested = DomainEvent<
  'RefundRequested',
  {
    orderId: string;
    accountId: string;
    provider: ProviderName;
    refundId: string;
    /** The order's, or one that was kept apart. */
    paymentId: string;
    amountMinor: bigint;
    currency: string;
    reason: string;
    requestedAt: Timestamp;
  }
>;

/** Money went back: by a refund of ours, one made at the provider, or a dispute that was lost. */
export type OrderRefunded = DomainEvent<
  'OrderRefunded',
  {
    orderId: string;
    accountId: string;
    purpose: OrderPurpose;
    totals: Totals;
    provider: ProviderName;
    /** Ours where we asked for it, else the provider’s: it names the act everywhere. */
    refundId: string;
    cause: 'refund' | 'dispute';
    amountMinor: bigint;
    currency: string;
    /** Of the order, this one included: never more than was paid. */
    refundedMinor: bigint;
    /** Credits to be taken back for this refund; the last one takes what is left. 0 for a subscription. */
    takenBackMicros: bigint;
    reason: string;
    refundedAt: Timestamp;
  }
>;

export type RefundFailed = DomainEvent<
  'RefundFailed',
  { orderId: string; refundId: string; reason: string; failedAt: Timestamp }
>;

/**
 * A refund that was made did not arrive: the money is here again, and owed to the buyer. What followed from
 * the refund stands (credits taken, credit note); a person sends the money again, some other way if need be.
 */
export type RefundReturned = DomainEvent<
  'RefundReturned',
  {
    orderId: string;
    accountId: string;
    provider: ProviderName;
    refundId: string;
    paymentId: string;
    /** Whether it was of the order's own payment, or of one that was kept apart. */
    of: 'order' | 'stray';
    cause: 'refund' | 'dispute';
    amountMinor: bigint;
    currency: string;
    reason: string;
    returnedAt: Timestamp;
  }
>;

/** Money that was owed since its refund had not arrived went back at last: nothing else follows from it. */
export type OwedMoneyRefunded = DomainEvent<
  'OwedMoneyRefunded',
  {
    orderId: string;
    accountId: string;
    provider: ProviderName;
    refundId: string;
    cause: 'refund' | 'dispute';
    amountMinor: bigint;
    currency: string;
    refundedAt: Timestamp;
  }
>;

/** Money that was kept apart went back: it never was the order's, so nothing else follows from it. */
export type StrayPaymentRefunded = DomainEvent<
  'StrayPaymentRefunded',
  {
    orderId: string;
    accountId: string;
    refundId: string;
    paymentId: string;
    amountMinor: bigint;
    currency: string;
    refundedAt: Timestamp;
  }
>;

/** More went back than was there to go, or in another currency: what was there is told apart. */
export type RefundMismatched = DomainEvent<
  'RefundMismatched',
  {
    orderId: string;
    accountId: string;
    refundId: string;
    cause: 'refund' | 'dispute';
    amountMinor: bigint;
    currency: string;
    mismatchedAt: Timestamp;
  }
>;

/** A refund or a dispute as a provider tells it. */
export interface Movement {
  readonly kind: 'refund' | 'dispute-opened' | 'dispute-won' | 'dispute-lost';
  /** Of the refund or the dispute: what is told twice is one. */
  readonly id: string;
  /** Null: of the order's payment. */
  readonly paymentId: string | null;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reason: string;
}

/** It was told before the payment that it is of: it takes effect when that comes. */
export type MovementSetAside = DomainEvent<
  'MovementSetAside',
  { orderId: string; movement: Movement; setAsideAt: Timestamp }
>;

interface DisputeFacts {
  readonly orderId: string;
  readonly accountId: string;
  readonly purpose: OrderPurpose;
  readonly disputeId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

export type DisputeOpened = DomainEvent<
  'DisputeOpened',
  DisputeFacts & { reason: string; openedAt: Timestamp }
>;
/** The money stays. */
export type DisputeWon = DomainEvent<'DisputeWon', DisputeFacts & { wonAt: Timestamp }>;
/** The money is gone; an {@link OrderRefunded} with cause `dispute` stands beside it. */
export type DisputeLost = DomainEvent<'DisputeLost', DisputeFacts & { lostAt: Timestamp }>;
