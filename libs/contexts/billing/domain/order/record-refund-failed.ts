import { accept, noEffect } from '@ledgerline/kernel';
import { OrderContext, OrderDecision, orderNotFound } from './order-decision';
import { orderExists, OrderState } from './order-state';
import { returnedFact } from './returned-money';

export interface RecordRefundFailed {
  readonly refundId: string;
  readonly reason: string;
}

/**
 * The provider could not give the money back: it is there to be refunded again. One that was called a success
 * before, and did not arrive, is owed: its credits are gone, and are not granted again without a word.
 */
export function recordRefundFailed(
  { refundId, reason }: RecordRefundFailed,
  state: OrderState,
  { now }: OrderContext,
): OrderDecision {
  if (!orderExists(state)) return orderNotFound();
  const refund = state.refunds.find((one) => one.refundId === refundId);
  if (refund?.state === 'refunded') return accept(returnedFact(state, refund, { reason, now }));
  if (refund?.state !== 'requested') return noEffect('refund-not-open');

  const { orderId } = state.placed;
  return accept({ type: 'RefundFailed', data: { orderId, refundId, reason, failedAt: now } });
}
