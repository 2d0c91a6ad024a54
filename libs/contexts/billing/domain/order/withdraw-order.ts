import { accept, noEffect } from '@ledgerline/kernel';
import { OrderContext, OrderDecision, orderNotFound } from './order-decision';
import { orderExists, OrderState } from './order-state';

/**
 * Nothing is to be paid by it any more, whatever its provider knows of it. Money that comes all the same
 * still completes it; who asked for it says what becomes of that.
 */
export function withdrawOrder(_command: object, state: OrderState, { now }: OrderContext): OrderDecision {
  if (!orderExists(state)) return orderNotFound();
  if (state.status !== 'PENDING') return noEffect('order-not-pending');

  const { orderId, accountId, purpose } = state.placed;
  return accept({ type: 'OrderExpired', data: { orderId, accountId, purpose, expiredAt: now } });
}
