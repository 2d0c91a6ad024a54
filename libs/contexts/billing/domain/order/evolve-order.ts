import type { Evolvers } from '@ledgerline/platform/ledger';
import type { OrderEvent } from './order-events';
import type { Dispute, OrderState, Refund } from './order-state';

/** How each fact changes an order. */
export const evolveOrder: Evolvers<OrderState, OrderEvent> = {
  OrderPlaced: (state, placed) => ({ ...state, status: 'PENDING', placed }),
  CheckoutOpened: (state, { providerOrderId, checkoutUrl }) => ({
    ...state,
    checkout: { providerOrderId, checkoutUrl },
  }),
  OrderPaid: (state, { paymentId, paidAt, method }) => ({
    ...state,
    status: 'COMPLETED',
    payment: { paymentId, paidAt, method },
    setAside: state.setAside.filter((one) => one.paymentId !== null && one.paymentId !== paymentId),
  }),
  OrderPaymentMismatched: (state, { paymentId, amountMinor, currency }) => ({
    ...state,
    strays: [...state.strays, { paymentId, amountMinor, currency, refundedMinor: 0n }],
    setAside: state.setAside.filter((one) => one.paymentId !== paymentId),
  }),
  PaymentOverdue: (state, { overdueAt }) => ({ ...state, overdueAt }),
  OrderFailed: (state) => ({ ...state, status: 'FAILED' }),
  OrderExpired: (state) => ({ ...state, status: 'EXPIRED' }),
  OrderGranted: (state) => ({ ...state, grant: 'granted' }),
  OrderGrantRefused: (state) => ({ ...state, grant: 'refused' }),
  RefundRequested: (state, { refundId, paymentId, amountMinor }) =>
    withRefund(state, { refundId, paymentId, amountMinor, state: 'requested' }),
  OrderRefunded: (state, { refundId, amountMinor, refundedMinor, takenBackMicros }) => {
    const paymentId = state.payment!.paymentId;
    const refunded = withRefund(state, { refundId, paymentId, amountMinor, state: 'refunded' });
    return { ...refunded, refundedMinor, takenBackMicros: state.takenBackMicros + takenBackMicros };
  },
  RefundFailed: (state, { refundId }) => ({
    ...state,
    refunds: state.refunds.map((one) => (one.refundId === refundId ? failed(one) : one)),
  }),
  StrayPaymentRefunded: (state, { refundId, paymentId, amountMinor }) => ({
    ...withRefund(state, { refundId, paymentId, amountMinor, state: 'refunded' }),
    strays: state.strays.map((stray) =>
      stray.paymentId === paymentId ? { ...stray, refundedMinor: stray.refundedMinor + amountMinor } : stray,
    ),
  }),
  RefundMismatched: (state, { refundId, amountMinor }) =>
    state.refunds.some(
      (one) => one.refundId === refundId && (one.state === 'refunded' || one.state === 'returned'),
    )
      ? state
      : withRefund(state, { refundId, paymentId: '', amountMinor, state: 'mismatched' }),
  MovementSetAside: (state, { movement }) => ({ ...state, setAside: [...state.setAside, movement] }),
  DisputeOpened: (state, { disputeId }) => withDispute(state, { disputeId, state: 'open' }),
  DisputeWon: (state, { disputeId }) => withDispute(state, { disputeId, state: 'won' }),
  DisputeLost: (state, { disputeId }) => withDispute(state, { disputeId, state: 'lost' }),
};

/** What was made stays counted, so that the same one told again is not counted twice. */
function failed(refund: Refund): Refund {
  return { ...refund, state: refund.state === 'requested' ? 'failed' : 'returned' };
}

function withRefund(state: OrderState, refund: Refund): OrderState {
  const others = state.refunds.filter(({ refundId }) => refundId !== refund.refundId);
  return { ...state, refunds: [...others, refund] };
}

function withDispute(state: OrderState, dispute: Dispute): OrderState {
  const others = state.disputes.filter(({ disputeId }) => disputeId !== dispute.disputeId);
  return { ...state, disputes: [...others, dispute] };
}
