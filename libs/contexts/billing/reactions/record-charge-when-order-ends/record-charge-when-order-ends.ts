import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { does, ends, Reaction, ReactionCommand, Step, waits } from '@ledgerline/platform/reactions';
import { orderCommand } from '../../commands/order-command';
import { refundOrder } from '../../commands/refund-order/refund-order';
import type { OrderExpired, OrderFailed, OrderPaid, OrderRefunded } from '../../domain/order/order-events';
import { recordChargePaid } from '../../domain/subscription/record-charge-paid';
import { recordChargeRefunded } from '../../domain/subscription/record-charge-refunded';
import { chargeFailedStep, subscriptionStep } from '../subscription-steps';

/** What became of the order of a charge is told to its subscription; money for no open charge goes back. */
export const recordChargeWhenOrderEnds: Reaction = {
  name: 'record-charge-when-order-ends',
  on: {
    OrderPaid: (event) => paid((event as ProjectedEvent<OrderPaid>).data),
    OrderFailed: (event) => {
      const { purpose, orderId, accountId, reason, failedAt } = (event as ProjectedEvent<OrderFailed>).data;
      if (purpose.kind !== 'subscription') return [];
      return [chargeFailedStep(accountId, { charge: purpose.charge, orderId, reason, failedAt })];
    },
    OrderExpired: (event) => {
      const { purpose, orderId, accountId, expiredAt } = (event as ProjectedEvent<OrderExpired>).data;
      if (purpose.kind !== 'subscription') return [];
      const failed = { orderId, reason: 'nobody paid in time', failedAt: expiredAt };
      return [chargeFailedStep(accountId, { charge: purpose.charge, ...failed })];
    },
    OrderRefunded: (event) => refunded((event as ProjectedEvent<OrderRefunded>).data),
  },
};

function paid({ purpose, orderId, accountId, totals, paidAt }: OrderPaid['data']): readonly Step[] {
  if (purpose.kind !== 'subscription') return [];
  const { charge } = purpose;
  return [
    subscriptionStep({
      name: 'RecordChargePaid',
      accountId,
      parameters: { charge, orderId },
      command: { charge, orderId, amountMinor: totals.totalMinor, currency: totals.currency, paidAt },
      decide: recordChargePaid,
      refused: { 'charge-not-open': does(() => [givingBack(orderId, accountId)]) },
    }),
  ];
}

/** Its subscription ended before the money came, or another order of the charge was paid. */
function givingBack(orderId: string, accountId: string): ReactionCommand {
  const nothingLeft = ends('all of it has gone back, or is on its way');
  return orderCommand({
    ...{ name: 'RefundOrder', orderId, accountId, decide: refundOrder },
    command: { accountId, amount: null, paymentId: null, reason: 'nothing was to be paid any more' },
    refused: {
      'order-not-paid': waits('its payment is in the log, and about to be read'),
      'payment-not-found': ends('the payment was never this order’s'),
      'order-disputed': waits('the bank decides about this money first'),
      'currency-differs': ends('all of it is asked for, whatever its currency'),
      'refund-without-amount': nothingLeft,
      'refund-above-rest': nothingLeft,
    },
  });
}

function refunded(data: OrderRefunded['data']): readonly Step[] {
  const { purpose, orderId, accountId, refundId, cause, amountMinor, refundedMinor, refundedAt } = data;
  if (purpose.kind !== 'subscription') return [];
  const { subscriptionId, charge } = purpose;
  return [
    subscriptionStep({
      name: 'RecordChargeRefunded',
      accountId,
      parameters: { charge, orderId, refundId },
      command: { subscriptionId, charge, orderId, refundId, cause, amountMinor, refundedMinor, refundedAt },
      decide: recordChargeRefunded,
      refused: {},
    }),
  ];
}
