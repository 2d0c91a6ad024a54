import { Decision, refuse } from '@ledgerline/kernel';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import { evolveOrder } from './evolve-order';
import type { OrderEvent } from './order-events';
import type { OrderState } from './order-state';

export type OrderContext = DecisionContext<OrderEvent, undefined>;
export type OrderDecision = Decision<OrderEvent>;

export function orderNotFound(): OrderDecision {
  return refuse('order-not-found');
}

/** The state after a fact: what a decision records may depend on what it has recorded before. */
export function afterFact(state: OrderState, event: OrderEvent): OrderState {
  return evolveOrder[event.type](state, event.data as never);
}

/** Facts one after the other, each made of the state that those before it leave behind. */
export function inTurn<Item>(
  state: OrderState,
  items: readonly Item[],
  factsOf: (state: OrderState, item: Item) => readonly OrderEvent[],
): readonly OrderEvent[] {
  const facts: OrderEvent[] = [];
  let current = state;
  for (const item of items) {
    for (const fact of factsOf(current, item)) {
      facts.push(fact);
      current = afterFact(current, fact);
    }
  }
  return facts;
}
