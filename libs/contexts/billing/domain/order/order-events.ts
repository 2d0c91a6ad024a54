import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { PricedLine, TaxTerms, Totals } from '../money/lines';
import type * as refunds from './order-refund-events';
import type { OrderPurpose, PaymentMethodView, ProviderName } from './order-terms';

export type * from './order-refund-events';
export type * from './order-terms';

/* An order is one payment asked of one party: its checkout, its money in, and what of it goes back. */

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
    provider: ProviderName;
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
  {
    orderId: string;
    accountId: string;
    provider: ProviderName;
    providerOrderId: string | null;
    overdueAt: Timestamp;
  }
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
  | refunds.RefundRequested
  | refunds.OrderRefunded
  | refunds.RefundFailed
  | refunds.RefundReturned
  | refunds.OwedMoneyRefunded
  | refunds.StrayPaymentRefunded
  | refunds.RefundMismatched
  | refunds.MovementSetAside
  | refunds.DisputeOpened
  | refunds.DisputeWon
  | refunds.DisputeLost;
