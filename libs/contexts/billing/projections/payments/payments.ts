import type { Timestamp } from '@ledgerline/kernel';
import { totalProjection } from '@ledgerline/platform/projections';
import type { OrderEvent, ProviderName } from '../../domain/order/order-events';

/** Money that came: an order's own, or what was kept apart from it. */
export interface PaymentRow {
  provider: ProviderName;
  payment_id: string;
  order_id: string;
  account_id: string;
  kind: 'order' | 'stray';
  amount_minor: bigint;
  currency: string;
  at: Timestamp;
  position: string;
}

/** Which order a payment came for: what providers tell later names only the payment. */
export const payments = totalProjection<PaymentRow, OrderEvent>({
  name: 'payments',
  version: 1,
  schema: 'read_billing',
  columns: {
    ...{ provider: 'text', payment_id: 'text', order_id: 'text', account_id: 'text', kind: 'text' },
    ...{ amount_minor: 'bigint', currency: 'text', at: 'timestamp', position: 'text' },
  },
  key: ['provider', 'payment_id'],
  indexes: [['order_id']],
  financial: true,
  appendOnly: true,
  on: {
    OrderPaid: {
      keys: ({ data }) => [{ provider: data.provider, payment_id: data.paymentId }],
      fold: (_row, { data, position }) => ({
        ...{ provider: data.provider, payment_id: data.paymentId, order_id: data.orderId },
        ...{ account_id: data.accountId, kind: 'order', amount_minor: data.totals.totalMinor },
        ...{ currency: data.totals.currency, at: data.paidAt, position },
      }),
    },
    OrderPaymentMismatched: {
      keys: ({ data }) => [{ provider: data.provider, payment_id: data.paymentId }],
      fold: (_row, { data, position }) => ({
        ...{ provider: data.provider, payment_id: data.paymentId, order_id: data.orderId },
        ...{ account_id: data.accountId, kind: 'stray', amount_minor: data.amountMinor },
        ...{ currency: data.currency, at: data.mismatchedAt, position },
      }),
    },
    ...{ OrderPlaced: 'ignored', CheckoutOpened: 'ignored', PaymentOverdue: 'ignored' },
    ...{ OrderFailed: 'ignored', OrderExpired: 'ignored', OrderGranted: 'ignored' },
    ...{ OrderGrantRefused: 'ignored', RefundRequested: 'ignored', OrderRefunded: 'ignored' },
    ...{ RefundFailed: 'ignored', StrayPaymentRefunded: 'ignored', RefundMismatched: 'ignored' },
    ...{ RefundReturned: 'ignored', OwedMoneyRefunded: 'ignored' },
    ...{ MovementSetAside: 'ignored', DisputeOpened: 'ignored', DisputeWon: 'ignored' },
    DisputeLost: 'ignored',
  },
});
