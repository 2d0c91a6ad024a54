import { accept, formatMoney, refuse } from '@ledgerline/kernel';
import { OrderContext, OrderDecision, orderNotFound } from '../../domain/order/order-decision';
import { currencyOfPayment, orderExists, OrderState, refundableMinor } from '../../domain/order/order-state';

export interface RefundOrder {
  readonly accountId: string;
  /** In minor units of the payment's currency; null: all that is left. */
  readonly amount: { readonly amountMinor: bigint; readonly currency: string } | null;
  /** Null: the order's own payment; else one that was kept apart. */
  readonly paymentId: string | null;
  readonly reason: string;
}

/** Money is to go back. What is asked for already counts as gone: two at once take no more than is there. */
export function refundOrder(command: RefundOrder, state: OrderState, context: OrderContext): OrderDecision {
  if (!orderExists(state) || state.placed.accountId !== command.accountId) return orderNotFound();
  if (!state.payment && command.paymentId === null) return refuse('order-not-paid');
  const paymentId = command.paymentId ?? state.payment!.paymentId;
  const currency = currencyOfPayment(state, paymentId);
  if (currency === undefined) return refuse('payment-not-found', { paymentId });
  const disputed = state.disputes.find((dispute) => dispute.state === 'open');
  if (disputed) return refuse('order-disputed', { disputeId: disputed.disputeId });
  if (command.amount && command.amount.currency !== currency) {
    return refuse('currency-differs', { currency, asked: command.amount.currency });
  }
  if (command.amount?.amountMinor === 0n) return refuse('refund-without-amount');
  const restMinor = refundableMinor(state, paymentId);
  const amountMinor = command.amount?.amountMinor ?? restMinor;
  if (restMinor <= 0n || amountMinor > restMinor) {
    return refuse('refund-above-rest', { rest: formatMoney(restMinor, currency), currency });
  }

  const { orderId, accountId, provider } = state.placed;
  const { newId: refundId, now: requestedAt } = context;
  const { reason } = command;
  return accept({
    type: 'RefundRequested',
    data: {
      ...{ orderId, accountId, provider, refundId, paymentId, amountMinor, currency, reason, requestedAt },
    },
  });
}
