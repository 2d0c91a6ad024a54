import type { CommandFamily } from '@ledgerline/platform/commands';
import type { OrderEvent } from './domain/order/order-events';
import { orderSummary } from './domain/order/order-summary';
import type { OrderState } from './domain/order/order-state';
import { orderStream } from './streams/order-stream';

/** What all commands on orders have in common. */
export const orderFamily: CommandFamily<OrderState, OrderEvent, undefined> = {
  stream: orderStream,
  summaryName: 'order',
  summary: orderSummary,
  ownerOf: (_orderId, { accountId }) => accountId!,
  opensStream: () => false,
};
