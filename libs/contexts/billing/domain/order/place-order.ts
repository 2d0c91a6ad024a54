import { accept, addSeconds, noEffect, refuse } from '@ledgerline/kernel';
import type { OrderContext, OrderDecision } from './order-decision';
import type { OrderPlaced } from './order-events';
import { orderExists, OrderState } from './order-state';

export type PlaceOrder = Omit<OrderPlaced['data'], 'orderId' | 'placedAt' | 'expiresAt'> & {
  readonly orderId: string;
};

/** As long as a provider keeps a checkout open. */
const OPEN_SECONDS = 86_400;

/** One payment asked of one party; the same order placed again is one order. */
export function placeOrder(command: PlaceOrder, state: OrderState, { now }: OrderContext): OrderDecision {
  if (orderExists(state)) return noEffect('order-already-placed');
  if (command.totals.totalMinor <= 0n) return refuse('nothing-to-pay');

  return accept({
    type: 'OrderPlaced',
    data: { ...command, placedAt: now, expiresAt: addSeconds(now, OPEN_SECONDS) },
  });
}
