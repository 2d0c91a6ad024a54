import type { Timestamp } from '@ledgerline/kernel';
import type { ProviderName } from '../domain/order/order-events';
import type { Payment, ProviderEvent } from '../domain/provider-event/provider-fact';

export type { Payment, ProviderEvent, ProviderFact } from '../domain/provider-event/provider-fact';

/**
 * A payment provider: one folder and one line in `registry.ts`. Every call may be made again: it has a key
 * that is the same each time, and the provider does the thing once. A failure that leaves open whether the
 * thing was done is an error like any other; whoever called asks {@link PaymentProvider.paymentOf} first
 * before doing it again. What the provider will never do, however often it is asked, is a
 * {@link ProviderRefused}.
 */
export interface PaymentProvider {
  readonly name: ProviderName;
  openCheckout(request: CheckoutRequest): Promise<{ providerOrderId: string; checkoutUrl: string }>;
  /** Charges a kept method while the buyer is away. */
  charge(request: ChargeRequest): Promise<PaymentState>;
  /**
   * What became of the payment of an order, asked of the provider itself. Where a payment that the buyer has
   * approved waits to be collected, asking collects it.
   */
  paymentOf(asked: PaymentQuestion): Promise<PaymentState>;
  refund(request: RefundRequest): Promise<RefundState>;
  refundOf(asked: { refundId: string; paymentId: string }): Promise<RefundState>;
  /** Has the provider forget a kept method: it can be charged no more. One that is gone is forgotten. */
  forgetMethod(method: MethodNamed): Promise<void>;
  /**
   * Reads a webhook: checks its signature over the raw bytes, and that it is not older than 300 s.
   * @throws WebhookRefused
   */
  readWebhook(webhook: IncomingWebhook): Promise<ProviderEvent>;
}

export interface CheckoutRequest {
  readonly orderId: string;
  readonly accountId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string;
  /** At most 24 hours after the order was placed: longer than that no provider keeps a checkout open. */
  readonly expiresAt: Timestamp;
  /** Whether the method is kept, to be charged again while the buyer is away. */
  readonly keepsMethod: boolean;
  readonly returnUrl: string | null;
}

export interface ChargeRequest {
  readonly orderId: string;
  readonly accountId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly providerMethodId: string;
}

export interface MethodNamed {
  readonly accountId: string;
  readonly providerMethodId: string;
}

export interface PaymentQuestion {
  readonly orderId: string;
  readonly accountId: string;
  /** Null where nothing is known of it: no checkout was opened, or a charge was never answered. */
  readonly providerOrderId: string | null;
}

export interface RefundRequest {
  readonly refundId: string;
  readonly orderId: string;
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

export type PaymentState =
  | { readonly state: 'pending' }
  | { readonly state: 'paid'; readonly payment: Payment }
  | { readonly state: 'failed'; readonly reason: string }
  /** The provider knows nothing of it, or has let it expire. */
  | { readonly state: 'gone' };

export type RefundState =
  | { readonly state: 'pending' }
  | { readonly state: 'refunded'; readonly providerRefundId: string }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'unknown' };

export interface IncomingWebhook {
  /** Exactly the bytes that were signed. */
  readonly rawBody: Buffer;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly now: Timestamp;
}

/** The webhook is not what it says: forged, stale, or of somebody else. */
export class WebhookRefused extends Error {
  constructor(
    readonly reason: 'signature' | 'stale' | 'malformed',
    message: string,
  ) {
    super(message);
    this.name = 'WebhookRefused';
  }
}

/**
 * The provider has refused for good: nothing was done, and asking again would change nothing. A currency it
 * does not take, an amount it cannot express, a request it calls invalid.
 */
export class ProviderRefused extends Error {
  constructor(
    readonly reason: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ProviderRefused';
  }
}
