import { accept, noEffect } from '@ledgerline/kernel';
import { OrderContext, OrderDecision, orderNotFound } from './order-decision';
import { orderExists, OrderState } from './order-state';

export interface RecordRefundFailed {
  readonly refundId: string;
  readonly reason: string;
}

/** The provider would not give the money back: it is there to be refunded again. */
export function recordRefundFailed(
  { refundId, reason }: RecordRefundFailed,
  state: OrderState,
  { now }: OrderContext,
): OrderDecision {
  if (!orderExists(state)) return orderNotFound();
  const refund = state.refunds.find((one) => one.refundId === refundId);
  if (refund?.state !== 'requested') return noEffect('refund-not-open');

  const { orderId } = state.placed;
  return accept({ type: 'RefundFailed', data: { orderId, refundId, reason, failedAt: now } });
}
