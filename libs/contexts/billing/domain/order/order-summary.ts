import { formatMoney } from '@ledgerline/kernel';
import { orderExists, OrderState } from './order-state';

/** An order as told beside the answer of each of its commands. */
export function orderSummary(state: OrderState): object | undefined {
  if (!orderExists(state)) return undefined;
  const { orderId, accountId, provider, totals, expiresAt } = state.placed;
  const { currency } = totals;
  return {
    ...{ orderId, accountId, status: state.status, provider, currency },
    total: formatMoney(totals.totalMinor, currency),
    refunded: formatMoney(state.refundedMinor, currency),
    checkoutUrl: state.status === 'PENDING' ? (state.checkout?.checkoutUrl ?? null) : null,
    paymentId: state.payment?.paymentId ?? null,
    expiresAt,
  };
}
