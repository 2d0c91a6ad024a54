import { timestamp } from '@ledgerline/kernel';
import type { PayoutOrder, PayoutProvider, PayoutState } from '@ledgerline/contexts/referrals';
import type {
  ChargeRequest,
  CheckoutRequest,
  IncomingWebhook,
  Payment,
  PaymentProvider,
  PaymentState,
  ProviderEvent,
  RefundRequest,
  RefundState,
} from '../../libs/contexts/billing/providers/payment-provider';

/** Money that moved, in the bank's own books. */
export interface Booking {
  readonly kind: 'payment' | 'refund' | 'dispute' | 'payout';
  /** Of the payment, the refund, the dispute or the payout. */
  readonly id: string;
  /** The payment that it is, or of which it goes back; null for a payout. */
  readonly paymentId: string | null;
  readonly amountMinor: bigint;
  readonly currency: string;
}

export interface Paying {
  readonly amountMinor?: bigint;
  readonly currency?: string;
  /** Of a second payment for one order. */
  readonly again?: string;
}

/** Everybody beyond our own walls: the provider, its buyers and their banks. It outlives every process. */
export class Bank implements PaymentProvider {
  readonly name = 'STRIPE';
  readonly booked: Booking[] = [];
  /** What was asked for although it had been done before: whoever looks first never does. */
  readonly askedTwice: string[] = [];
  /** Webhooks, in the order in which they were written. */
  readonly mail: ProviderEvent[] = [];
  /** Whether cards are good when they are charged. */
  willing = true;
  private readonly checkouts = new Map<string, CheckoutRequest>();
  private readonly payments = new Map<string, Payment & { readonly orderId: string }>();
  private readonly declined = new Set<string>();

  constructor(private readonly now: () => number) {}

  openCheckout(request: CheckoutRequest) {
    this.checkouts.set(request.orderId, request);
    const { orderId } = request;
    return Promise.resolve({ providerOrderId: `co_${orderId}`, checkoutUrl: `https://bank.test/${orderId}` });
  }

  charge({ orderId, amountMinor, currency }: ChargeRequest): Promise<PaymentState> {
    const id = `pay_${orderId}`;
    if (this.bookingOf('payment', id) || this.declined.has(orderId)) {
      this.askedTwice.push(`charge of ${orderId}`);
    } else if (this.willing) {
      const payment = this.take(id, { orderId, amountMinor, currency });
      this.write(orderId, { kind: 'paid', payment });
    } else {
      this.declined.add(orderId);
      this.write(orderId, { kind: 'payment-failed', reason: 'card_declined' });
    }
    return this.paymentOf({ orderId });
  }

  paymentOf({ orderId }: { readonly orderId: string }): Promise<PaymentState> {
    const payment = [...this.payments.values()].find((one) => one.orderId === orderId);
    if (payment) return Promise.resolve({ state: 'paid', payment: withoutOrder(payment) });
    if (this.declined.has(orderId)) return Promise.resolve({ state: 'failed', reason: 'card_declined' });
    const checkout = this.checkouts.get(orderId);
    const isOpen = checkout !== undefined && checkout.expiresAt > timestamp(this.now());
    return Promise.resolve({ state: isOpen ? 'pending' : 'gone' });
  }

  refund({ refundId, paymentId, amountMinor }: RefundRequest): Promise<RefundState> {
    if (this.bookingOf('refund', refundId)) this.askedTwice.push(`refund ${refundId}`);
    else if (amountMinor > this.restOf(paymentId))
      return Promise.resolve({ state: 'failed', reason: 'rest' });
    else this.giveBack('refund', { paymentId, refundId, amountMinor });
    return this.refundOf({ refundId });
  }

  refundOf({ refundId }: { readonly refundId: string }): Promise<RefundState> {
    const state = this.bookingOf('refund', refundId) ? 'refunded' : 'unknown';
    return Promise.resolve({ state, providerRefundId: `re_${refundId}` });
  }

  /** No story here detaches a method. */
  forgetMethod(): Promise<void> {
    return Promise.resolve();
  }

  /** The body is the place of the event in the mail. */
  readWebhook({ rawBody }: IncomingWebhook): Promise<ProviderEvent> {
    return Promise.resolve(this.mail[Number(rawBody.toString())]!);
  }

  readonly payouts: PayoutProvider = {
    method: 'PAYPAL',
    knowsForDays: 30,
    pay: (order) => {
      const { payoutId: id, amountMinor, currency } = order;
      if (this.bookingOf('payout', id)) this.askedTwice.push(`payout ${id}`);
      else this.book('payout', { id, paymentId: null, amountMinor, currency });
      return this.payoutOf(order);
    },
    statusOf: (order) => this.payoutOf(order),
  };

  /** The buyer pays on the page; what they pay is theirs to choose. */
  pays(orderId: string, { again = '', ...given }: Paying = {}): void {
    const asked = this.checkouts.get(orderId);
    if (!asked) throw new Error(`no page was opened for ${orderId}`);
    const { amountMinor, currency, accountId, keepsMethod } = asked;
    const payment = this.take(`pay_${orderId}${again}`, { orderId, amountMinor, currency, ...given });
    if (keepsMethod) this.write(null, { kind: 'method-kept', accountId, method: payment.method! });
    this.write(orderId, { kind: 'paid', payment });
  }

  leaves(orderId: string): void {
    this.write(orderId, { kind: 'checkout-expired' });
  }

  /** Somebody refunds at the bank, and not through us. */
  refunds(orderId: string, amountMinor: bigint): void {
    const refundId = `re_${orderId}_${this.booked.length}`;
    this.giveBack('refund', { paymentId: `pay_${orderId}`, refundId, amountMinor });
  }

  disputes(orderId: string, kind: 'dispute-opened' | 'dispute-won' | 'dispute-lost'): void {
    const paymentId = `pay_${orderId}`;
    const { currency } = this.payments.get(paymentId)!;
    const [disputeId, amountMinor] = [`dp_${orderId}`, this.restOf(paymentId)];
    if (kind === 'dispute-lost') this.book('dispute', { id: disputeId, paymentId, amountMinor, currency });
    this.write(orderId, { kind, disputeId, amountMinor, currency, reason: 'fraudulent' });
  }

  private payoutOf({ payoutId }: Pick<PayoutOrder, 'payoutId'>): Promise<PayoutState> {
    const paid = { state: 'paid', transactionId: `tx_${payoutId}` } as const;
    return Promise.resolve(this.bookingOf('payout', payoutId) ? paid : { state: 'unknown' });
  }

  private take(paymentId: string, of: Pick<ChargeRequest, 'orderId' | 'amountMinor' | 'currency'>): Payment {
    const { orderId, amountMinor, currency } = of;
    const before = this.payments.get(paymentId);
    if (before) return withoutOrder(before);
    const method = {
      providerMethodId: 'pm_1',
      type: 'card',
      brand: 'visa',
      last4: '4242',
      expiry: '2040-01',
    };
    const payment = {
      ...{ paymentId, orderId, amountMinor, currency, paidAt: timestamp(this.now()) },
      method: { ...method, fingerprint: null },
    };
    this.payments.set(paymentId, payment);
    this.book('payment', { id: paymentId, paymentId, amountMinor, currency });
    return withoutOrder(payment);
  }

  private giveBack(kind: 'refund', of: { paymentId: string; refundId: string; amountMinor: bigint }): void {
    const { orderId, currency } = this.payments.get(of.paymentId)!;
    const { refundId, amountMinor, paymentId } = of;
    this.book(kind, { id: refundId, paymentId, amountMinor, currency });
    this.write(orderId, { kind: 'refunded', refundId, amountMinor, currency }, paymentId);
  }

  private book(kind: Booking['kind'], booking: Omit<Booking, 'kind'>): void {
    this.booked.push({ kind, ...booking });
  }

  private bookingOf(kind: Booking['kind'], id: string): Booking | undefined {
    return this.booked.find((booking) => booking.kind === kind && booking.id === id);
  }

  private restOf(paymentId: string): bigint {
    const { amountMinor } = this.payments.get(paymentId)!;
    const gone = this.booked.filter((one) => one.paymentId === paymentId && one.kind !== 'payment');
    return gone.reduce((rest, one) => rest - one.amountMinor, amountMinor);
  }

  private write(orderId: string | null, fact: ProviderEvent['fact'], paymentId: string | null = null): void {
    const eventId = `evt_${this.mail.length + 1}`;
    const occurredAt = timestamp(this.now());
    this.mail.push({ provider: this.name, eventId, occurredAt, orderId, paymentId, fact });
  }
}

function withoutOrder({ orderId: _orderId, ...payment }: Payment & { readonly orderId: string }): Payment {
  return payment;
}
