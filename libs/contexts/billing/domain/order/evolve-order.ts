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
    withRefund(state, { refundId, paymentId, amountMinor, cause: 'refund', state: 'requested' }),
  OrderRefunded: (state, { refundId, amountMinor, cause, refundedMinor, takenBackMicros }) => {
    const paymentId = state.payment!.paymentId;
    const refunded = withRefund(state, { refundId, paymentId, amountMinor, cause, state: 'refunded' });
    return { ...refunded, refundedMinor, takenBackMicros: state.takenBackMicros + takenBackMicros };
  },
  RefundFailed: (state, { refundId }) => ({
    ...state,
    refunds: state.refunds.map((one) => (one.refundId === refundId ? { ...one, state: 'failed' } : one)),
  }),
  RefundReturned: (state, { refundId, paymentId, of, amountMinor }) => {
    const returned = {
      ...state,
      refunds: state.refunds.map((one) =>
        one.refundId === refundId ? { ...one, state: 'returned' as const } : one,
      ),
    };
    return of === 'order'
      ? { ...returned, owedMinor: state.owedMinor + amountMinor }
      : { ...returned, strays: goneOfStray(state, paymentId, -amountMinor) };
  },
  OwedMoneyRefunded: (state, { refundId, amountMinor, cause }) => {
    const paymentId = state.payment!.paymentId;
    const refunded = withRefund(state, { refundId, paymentId, amountMinor, cause, state: 'refunded' });
    return { ...refunded, owedMinor: state.owedMinor - amountMinor };
  },
  StrayPaymentRefunded: (state, { refundId, paymentId, amountMinor }) => ({
    ...withRefund(state, { refundId, paymentId, amountMinor, cause: 'refund', state: 'refunded' }),
    strays: goneOfStray(state, paymentId, amountMinor),
  }),
  RefundMismatched: (state, { refundId, amountMinor, cause }) =>
    state.refunds.some((one) => one.refundId === refundId && WAS_MADE.has(one.state))
      ? state
      : withRefund(state, { refundId, paymentId: '', amountMinor, cause, state: 'mismatched' }),
  MovementSetAside: (state, { movement }) => ({ ...state, setAside: [...state.setAside, movement] }),
  DisputeOpened: (state, dispute) => withDispute(state, dispute, 'open'),
  DisputeWon: (state, dispute) => withDispute(state, dispute, 'won'),
  DisputeLost: (state, dispute) => withDispute(state, dispute, 'lost'),
};

function goneOfStray({ strays }: OrderState, paymentId: string, amountMinor: bigint): OrderState['strays'] {
  return strays.map((stray) =>
    stray.paymentId === paymentId ? { ...stray, refundedMinor: stray.refundedMinor + amountMinor } : stray,
  );
}

/** Told as more than was there, what was made stays as it is. */
const WAS_MADE: ReadonlySet<Refund['state']> = new Set(['refunded', 'returned']);

/** Of one refund there may be two facts: of what was owed, and of what was not. */
function withRefund(state: OrderState, refund: Refund): OrderState {
  const before = state.refunds.find(({ refundId }) => refundId === refund.refundId);
  const others = state.refunds.filter((one) => one !== before);
  const partMinor = before?.state === 'refunded' ? before.amountMinor : 0n;
  return { ...state, refunds: [...others, { ...refund, amountMinor: partMinor + refund.amountMinor }] };
}

function withDispute(
  state: OrderState,
  { disputeId, amountMinor }: Omit<Dispute, 'state'>,
  now: Dispute['state'],
): OrderState {
  const others = state.disputes.filter((one) => one.disputeId !== disputeId);
  return { ...state, disputes: [...others, { disputeId, amountMinor, state: now }] };
}
