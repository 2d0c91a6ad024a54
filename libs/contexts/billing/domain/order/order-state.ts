import type { Timestamp } from '@ledgerline/kernel';
import type { Movement, OrderPaid, OrderPlaced } from './order-events';

/** Where an order stands: what was asked, what came, and what of it went back. */
export interface OrderState {
  /** What goes back changes none of these: how much, `refundedMinor` tells. */
  readonly status: 'missing' | 'PENDING' | 'COMPLETED' | 'FAILED' | 'EXPIRED';
  /** There unless the order is missing. */
  readonly placed: OrderPlaced['data'] | undefined;
  readonly checkout: { readonly providerOrderId: string; readonly checkoutUrl: string } | null;
  readonly payment: Pick<OrderPaid['data'], 'paymentId' | 'paidAt' | 'method'> | null;
  /** Payments that are not the order's; their money is here all the same. */
  readonly strays: readonly StrayPayment[];
  readonly grant: 'none' | 'granted' | 'refused';
  readonly refunds: readonly Refund[];
  /** Of the order's own payment, lost disputes among it; never more than was paid. */
  readonly refundedMinor: bigint;
  /** Of what was refunded, what did not arrive: it is here, and the buyer's. */
  readonly owedMinor: bigint;
  readonly takenBackMicros: bigint;
  readonly disputes: readonly Dispute[];
  readonly setAside: readonly Movement[];
  /** When the provider was last to be asked. */
  readonly overdueAt: Timestamp | null;
}

export interface StrayPayment {
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly refundedMinor: bigint;
}

export interface Refund {
  readonly refundId: string;
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly cause: 'refund' | 'dispute';
  readonly state: 'requested' | 'refunded' | 'failed' | 'returned' | 'mismatched';
}

export interface Dispute {
  readonly disputeId: string;
  readonly amountMinor: bigint;
  readonly state: 'open' | 'won' | 'lost';
}

export type ExistingOrder = OrderState & { readonly placed: OrderPlaced['data'] };

export function initialOrder(): OrderState {
  return {
    status: 'missing',
    placed: undefined,
    checkout: null,
    payment: null,
    strays: [],
    grant: 'none',
    refunds: [],
    refundedMinor: 0n,
    owedMinor: 0n,
    takenBackMicros: 0n,
    disputes: [],
    setAside: [],
    overdueAt: null,
  };
}

export function orderExists(state: OrderState): state is ExistingOrder {
  return state.placed !== undefined;
}

/** Undefined of a payment that never came. */
export function currencyOfPayment(
  { payment, placed, strays }: OrderState,
  paymentId: string,
): string | undefined {
  if (payment?.paymentId === paymentId) return placed!.totals.currency;
  return strays.find((stray) => stray.paymentId === paymentId)?.currency;
}

/** What of a payment has neither gone back nor been asked to: a refund takes from this, and no other. */
export function refundableMinor(state: OrderState, paymentId: string): bigint {
  const asked = state.refunds
    .filter((refund) => refund.paymentId === paymentId && refund.state === 'requested')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return unrefundedMinor(state, paymentId) - asked;
}

/** What of a payment is here: what has not gone back, and what did not arrive. 0 of one that never came. */
export function unrefundedMinor(state: OrderState, paymentId: string): bigint {
  if (state.payment?.paymentId === paymentId) {
    return state.placed!.totals.totalMinor - state.refundedMinor + state.owedMinor;
  }
  const stray = state.strays.find((one) => one.paymentId === paymentId);
  return stray ? stray.amountMinor - stray.refundedMinor : 0n;
}
