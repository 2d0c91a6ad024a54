import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { PricedLine, TaxTerms, Totals } from '../money/lines';

/* An order is one payment asked of one party: its checkout, its money in, and what of it goes back. */

export type ProviderName = 'SANDBOX' | 'STRIPE' | 'PAYPAL';

/** What the money is for. */
export type OrderPurpose =
  | {
      readonly kind: 'credits';
      /** Null: an amount of the buyer's own. */
      readonly package: string | null;
      readonly creditsMicros: bigint;
      /** Null: they never lapse. */
      readonly expireAfterDays: number | null;
    }
  | {
      readonly kind: 'subscription';
      readonly subscriptionId: string;
      /** The charge's name in the subscription: `renew:<subscription>:<n>`. */
      readonly charge: string;
      readonly invoiceId: string;
    };

/** For display: what a provider tells of the means that paid. */
export interface PaymentMethodView {
  readonly providerMethodId: string;
  /** `card`, `bank_account`, `paypal`, … */
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
  /** `2027-04`. */
  readonly expiry: string | null;
  /** The same for the same card wherever it is used, as a keyed hash; null where a provider tells none. */
  readonly fingerprint: string | null;
}

export type OrderPlaced = DomainEvent<
  'OrderPlaced',
  {
    orderId: string;
    accountId: string;
    purpose: OrderPurpose;
    lines: PricedLine[];
    totals: Totals;
    tax: TaxTerms | null;
    provider: ProviderName;
    /** `checkout`: the buyer pays on the provider's page; `automatic`: a kept method is charged. */
    collection: 'checkout' | 'automatic';
    /** Of the kept method that is charged; null for a checkout. */
    providerMethodId: string | null;
    /** Where the buyer goes after the provider's page. */
    returnUrl: string | null;
    actorUserId: string | null;
    expiresAt: Timestamp;
    placedAt: Timestamp;
    catalogVersion: number;
  }
>;

export type CheckoutOpened = DomainEvent<
  'CheckoutOpened',
  { orderId: string; providerOrderId: string; checkoutUrl: string; openedAt: Timestamp }
>;

/** The money is there, and it is exactly the order's: amount and currency were compared. */
export type OrderPaid = DomainEvent<
  'OrderPaid',
  {
    orderId: string;
    accountId: string;
    purpose: OrderPurpose;
    totals: Totals;
    provider: ProviderName;
    /** The provider's id of the payment. */
    paymentId: string;
    method: PaymentMethodView | null;
    paidAt: Timestamp;
  }
>;

/** Money came that is not the order's: kept apart until a person decides; it completes nothing. */
export type OrderPaymentMismatched = DomainEvent<
  'OrderPaymentMismatched',
  {
    orderId: string;
    accountId: string;
    paymentId: string;
    /** `second`: the order is paid already, by another payment. */
    differs: 'amount' | 'currency' | 'second';
    amountMinor: bigint;
    currency: string;
    mismatchedAt: Timestamp;
  }
>;

/** The order waits longer than a payment takes: the provider is asked what became of it. */
export type PaymentOverdue = DomainEvent<
  'PaymentOverdue',
  { orderId: string; provider: ProviderName; providerOrderId: string | null; overdueAt: Timestamp }
>;

export type OrderFailed = DomainEvent<
  'OrderFailed',
  { orderId: string; accountId: string; purpose: OrderPurpose; reason: string; failedAt: Timestamp }
>;

/** Nobody paid in time. A payment that comes all the same still completes the order. */
export type OrderExpired = DomainEvent<
  'OrderExpired',
  { orderId: string; accountId: string; purpose: OrderPurpose; expiredAt: Timestamp }
>;

/** The credits that were paid for are in the account. */
export type OrderGranted = DomainEvent<
  'OrderGranted',
  { orderId: string; accountId: string; lotId: string; grantedAt: Timestamp }
>;

/** The account would not take them; what happens with the money is said. */
export type OrderGrantRefused = DomainEvent<
  'OrderGrantRefused',
  {
    orderId: string;
    accountId: string;
    reason: string;
    nextStep: 'refund' | 'review';
    refusedAt: Timestamp;
  }
>;

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

/** More went back than was there to go, or in another currency: for a person; what was there is told apart. */
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

export type OrderEvent =
  | OrderPlaced
  | CheckoutOpened
  | OrderPaid
  | OrderPaymentMismatched
  | PaymentOverdue
  | OrderFailed
  | OrderExpired
  | OrderGranted
  | OrderGrantRefused
  | RefundRequested
  | OrderRefunded
  | RefundFailed
  | StrayPaymentRefunded
  | RefundMismatched
  | MovementSetAside
  | DisputeOpened
  | DisputeWon
  | DisputeLost;
