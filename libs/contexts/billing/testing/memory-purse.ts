import type { Timestamp } from '@ledgerline/kernel';
import type { PaymentMethodView } from '../domain/order/order-events';
import type {
  ChargeRequest,
  Payment,
  PaymentProvider,
  PaymentQuestion,
  PaymentState,
  RefundRequest,
} from '../providers/payment-provider';

export const CARD: PaymentMethodView = {
  ...{ providerMethodId: 'pm_ada', type: 'card', brand: 'Visa', last4: '4242', expiry: '2040-01' },
  fingerprint: null,
};

/** A payment provider in memory: what it has taken and given back is there to be counted. */
export class MemoryPurse implements PaymentProvider {
  readonly name = 'SANDBOX';
  /** Whether the card is good when it is charged. */
  willing = true;
  readonly taken = new Map<string, Payment>();
  readonly returned = new Map<string, bigint>();
  private readonly declined = new Set<string>();

  constructor(private readonly now: () => Timestamp) {}

  openCheckout({ orderId }: { orderId: string }): Promise<{ providerOrderId: string; checkoutUrl: string }> {
    return Promise.resolve({ providerOrderId: `po_${orderId}`, checkoutUrl: `http://localhost/${orderId}` });
  }

  charge(request: ChargeRequest): Promise<PaymentState> {
    if (this.willing) return Promise.resolve({ state: 'paid', payment: this.take(request) });
    this.declined.add(request.orderId);
    return Promise.resolve({ state: 'failed', reason: 'declined' });
  }

  paymentOf({ orderId }: PaymentQuestion): Promise<PaymentState> {
    const payment = this.taken.get(orderId);
    if (payment) return Promise.resolve({ state: 'paid', payment });
    if (this.declined.has(orderId)) return Promise.resolve({ state: 'failed', reason: 'declined' });
    return Promise.resolve({ state: 'gone' });
  }

  refund({ refundId, amountMinor }: RefundRequest) {
    this.returned.set(refundId, amountMinor);
    return Promise.resolve({ state: 'refunded', providerRefundId: `pr_${refundId}` } as const);
  }

  refundOf({ refundId }: { refundId: string }) {
    return Promise.resolve(
      this.returned.has(refundId)
        ? ({ state: 'refunded', providerRefundId: `pr_${refundId}` } as const)
        : ({ state: 'unknown' } as const),
    );
  }

  forgetMethod(): Promise<void> {
    return Promise.resolve();
  }

  readWebhook(): Promise<never> {
    return Promise.reject(new Error('nobody sends webhooks from memory'));
  }

  /** Money for an order, once. */
  take({
    orderId,
    amountMinor,
    currency,
  }: Pick<ChargeRequest, 'orderId' | 'amountMinor' | 'currency'>): Payment {
    const before = this.taken.get(orderId);
    if (before) return before;
    const payment = { paymentId: `pay_${orderId}`, amountMinor, currency, paidAt: this.now(), method: CARD };
    this.taken.set(orderId, payment);
    return payment;
  }
}
