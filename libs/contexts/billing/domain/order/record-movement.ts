import { accept, noEffect } from '@ledgerline/kernel';
import { movementFacts } from './movements';
import { OrderContext, OrderDecision, orderNotFound } from './order-decision';
import type { Movement } from './order-events';
import { orderExists, OrderState } from './order-state';

/** A refund was made, by us or at the provider; or a dispute was opened, won or lost. */
export function recordMovement(movement: Movement, state: OrderState, { now }: OrderContext): OrderDecision {
  if (!orderExists(state)) return orderNotFound();
  const facts = movementFacts(state, movement, now);
  if (facts.length === 0) return noEffect('movement-already-recorded');

  return accept(...facts);
}
