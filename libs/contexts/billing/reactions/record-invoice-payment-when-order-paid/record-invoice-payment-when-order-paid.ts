import type { Reaction } from '@ledgerline/platform/reactions';
import type { OrderExpired, OrderFailed, OrderPaid } from '../../domain/order/order-events';
import { recordInvoiceFailed, recordInvoicePaid } from '../../invoicing/invoice-steps';

/** The invoice of a subscription's charge stands before its payment: what became of that is told to it. */
export const recordInvoicePaymentWhenOrderPaid: Reaction = {
  name: 'record-invoice-payment-when-order-paid',
  on: {
    OrderPaid: ({ data }) => {
      const { purpose, ...paid } = data as OrderPaid['data'];
      if (purpose.kind !== 'subscription') return [];
      const { orderId, accountId, totals, paymentId, method, paidAt } = paid;
      const payment = { orderId, totals, paymentId, method, paidAt };
      return [recordInvoicePaid({ invoiceId: purpose.invoiceId, accountId, ...payment })];
    },
    OrderFailed: ({ data }) => {
      const { purpose, orderId, accountId, reason, failedAt } = data as OrderFailed['data'];
      if (purpose.kind !== 'subscription') return [];
      return [recordInvoiceFailed({ invoiceId: purpose.invoiceId, accountId, orderId, reason, failedAt })];
    },
    OrderExpired: ({ data }) => {
      const { purpose, orderId, accountId, expiredAt } = data as OrderExpired['data'];
      if (purpose.kind !== 'subscription') return [];
      const failed = { orderId, reason: 'nobody paid in time', failedAt: expiredAt };
      return [recordInvoiceFailed({ invoiceId: purpose.invoiceId, accountId, ...failed })];
    },
  },
};
