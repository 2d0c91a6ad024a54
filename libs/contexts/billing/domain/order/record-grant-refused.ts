import { accept, noEffect } from '@ledgerline/kernel';
import { OrderContext, OrderDecision, orderNotFound } from './order-decision';
import { orderExists, OrderState } from './order-state';

export interface RecordGrantRefused {
  readonly reason: string;
  readonly nextStep: 'refund' | 'review';
}

/** The account would not take the credits; what happens with the money is said here. */
export function recordGrantRefused(
  { reason, nextStep }: RecordGrantRefused,
  state: OrderState,
  { now }: OrderContext,
): OrderDecision {
  if (!orderExists(state)) return orderNotFound();
  if (state.grant !== 'none') return noEffect('grant-already-decided');

  const { orderId, accountId } = state.placed;
  return accept({
    type: 'OrderGrantRefused',
    data: { orderId, accountId, reason, nextStep, refusedAt: now },
  });
}
