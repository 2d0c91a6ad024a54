import { accept, noEffect } from '@ledgerline/kernel';
import { OrderContext, OrderDecision, orderNotFound } from './order-decision';
import { orderExists, OrderState } from './order-state';

export interface RecordPaymentFailed {
  readonly reason: string;
}

/** The means were declined. A payment that comes all the same still completes the order. */
export function recordPaymentFailed(
  { reason }: RecordPaymentFailed,
  state: OrderState,
  { now }: OrderContext,
): OrderDecision {
  if (!orderExists(state)) return orderNotFound();
  if (state.status === 'COMPLETED') return noEffect('order-already-paid');
  if (state.status === 'FAILED') return noEffect('order-already-failed');

  const { orderId, accountId, purpose } = state.placed;
  return accept({ type: 'OrderFailed', data: { orderId, accountId, purpose, reason, failedAt: now } });
}
