import { accept, noEffect } from '@ledgerline/kernel';
import { OrderContext, OrderDecision, orderNotFound } from './order-decision';
import { orderExists, OrderState } from './order-state';

export interface RecordRefundFailed {
  readonly refundId: string;
  readonly reason: string;
}

/**
 * The provider would not give the money back: it is there to be refunded again. Where a bank sent back what
 * was refunded already, the refund stands, and a person is told that its money has not arrived.
 */
export function recordRefundFailed(
  { refundId, reason }: RecordRefundFailed,
  state: OrderState,
  { now }: OrderContext,
): OrderDecision {
  if (!orderExists(state)) return orderNotFound();
  const refund = state.refunds.find((one) => one.refundId === refundId);
  if (refund?.state !== 'requested' && refund?.state !== 'refunded') return noEffect('refund-not-open');

  const { orderId } = state.placed;
  return accept({ type: 'RefundFailed', data: { orderId, refundId, reason, failedAt: now } });
}
