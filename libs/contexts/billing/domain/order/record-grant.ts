import { accept, noEffect } from '@ledgerline/kernel';
import { OrderContext, OrderDecision, orderNotFound } from './order-decision';
import { orderExists, OrderState } from './order-state';

export interface RecordGrant {
  readonly lotId: string;
}

/** The credits that were paid for are in the account. */
export function recordGrant({ lotId }: RecordGrant, state: OrderState, { now }: OrderContext): OrderDecision {
  if (!orderExists(state)) return orderNotFound();
  if (state.grant === 'granted') return noEffect('credits-already-granted');

  const { orderId, accountId } = state.placed;
  return accept({ type: 'OrderGranted', data: { orderId, accountId, lotId, grantedAt: now } });
}
