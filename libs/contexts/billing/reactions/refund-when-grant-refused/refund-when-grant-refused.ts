import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { allOf, commandOf, ends, type Reaction, waits } from '@ledgerline/platform/reactions';
import { refundOrderSlice } from '../../commands/refund-order/refund-order.http';
import type { OrderGrantRefused } from '../../domain/order/order-events';
import { orderFamily } from '../../order-family';

/** Money for credits that the account would not take goes back, all of it. */
export const refundWhenGrantRefused: Reaction = {
  name: 'refund-when-grant-refused',
  on: {
    OrderGrantRefused: (event) => {
      const { data } = event as ProjectedEvent<OrderGrantRefused>;
      const { orderId, accountId, nextStep, reason } = data;
      if (nextStep !== 'refund') return [];
      return [
        commandOf(
          { family: orderFamily, slice: refundOrderSlice },
          {
            streamId: orderId,
            owner: accountId,
            parameters: { orderId, accountId, reason },
            command: { accountId, amount: null, paymentId: null, reason: `credits not granted: ${reason}` },
            refused: {
              'order-disputed': waits('the bank decides about this money first'),
              'refund-above-rest': ends('all of it went back already'),
              ...allOf(
                ['order-not-found', 'order-not-paid', 'payment-not-found'],
                ends('only a paid order is granted'),
              ),
              ...allOf(
                ['currency-differs', 'refund-without-amount'],
                ends('no amount is named: it is all that is left'),
              ),
            },
          },
        ),
      ];
    },
  },
};
