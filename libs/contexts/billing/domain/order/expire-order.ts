import { accept, noEffect } from '@ledgerline/kernel';
import { OrderContext, OrderDecision, orderNotFound } from './order-decision';
import { orderExists, OrderState } from './order-state';

/** The provider waits for this payment no longer. */
export function expireOrder(_command: object, state: OrderState, { now }: OrderContext): OrderDecision {
  if (!orderExists(state)) return orderNotFound();
  if (state.status !== 'PENDING') return noEffect('order-not-pending');
  // Asked before it had heard of the order, a provider knows nothing of it either.
  if (!state.checkout && now < state.placed.expiresAt) return noEffect('checkout-not-open');

  const { orderId, accountId, purpose } = state.placed;
  return accept({ type: 'OrderExpired', data: { orderId, accountId, purpose, expiredAt: now } });
}
