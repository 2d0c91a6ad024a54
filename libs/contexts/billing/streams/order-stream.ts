import { recordedStream } from '@ledgerline/platform/ledger';
import { evolveOrder } from '../domain/order/evolve-order';
import { orderEventDefinitions } from '../domain/order/order-event-registry';
import type { OrderEvent } from '../domain/order/order-events';
import { initialOrder, OrderState } from '../domain/order/order-state';
import { settleOrder } from '../domain/order/settle-order';

/** The stream `order-<orderId>`: one payment asked of one party. */
export const orderStream = recordedStream<'Order', OrderState, OrderEvent, undefined>({
  name: 'Order',
  category: 'order',
  events: orderEventDefinitions,
  initial: initialOrder,
  evolve: evolveOrder,
  settle: settleOrder,
  contextFor: () => undefined,
});
