import type { Timestamp } from '@ledgerline/kernel';
import type { PaymentMethodView, ProviderName } from '../order/order-events';

export interface Payment {
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly paidAt: Timestamp;
  readonly method: PaymentMethodView | null;
}

/** A webhook in our words. */
export interface ProviderEvent {
  readonly provider: ProviderName;
  /** The provider's id of the event: the same event twice is one. */
  readonly eventId: string;
  readonly occurredAt: Timestamp;
  /** Null where the provider names only its own payment. */
  readonly orderId: string | null;
  readonly paymentId: string | null;
  /** There where our own mark on the thing is that of another installation, which shares the provider. */
  readonly isForeign?: true;
  readonly fact: ProviderFact;
}

export type ProviderFact =
  | { readonly kind: 'paid'; readonly payment: Payment }
  /** Approved, or paid in a way that is not told whole: ask the provider. */
  | { readonly kind: 'payment-changed' }
  | { readonly kind: 'payment-failed'; readonly reason: string }
  | { readonly kind: 'checkout-expired' }
  | {
      readonly kind: 'refunded';
      readonly refundId: string;
      readonly amountMinor: bigint;
      readonly currency: string;
    }
  | { readonly kind: 'refund-failed'; readonly refundId: string; readonly reason: string }
  | {
      readonly kind: 'dispute-opened' | 'dispute-won' | 'dispute-lost';
      readonly disputeId: string;
      readonly amountMinor: bigint;
      readonly currency: string;
      readonly reason: string;
    }
  | { readonly kind: 'method-kept'; readonly accountId: string; readonly method: PaymentMethodView }
  | { readonly kind: 'method-removed'; readonly providerMethodId: string }
  /** Known to be of no concern. */
  | { readonly kind: 'ignored'; readonly type: string };
