import type { Reaction } from '@ledgerline/platform/reactions';
import type { OrderRefunded } from '../../domain/order/order-events';
import { creditNoteIdOf } from '../../invoicing/invoice-ids';
import { creditInvoiceStep } from '../../invoicing/invoice-steps';
import { invoiceOfOrder } from '../../invoicing/invoice-of-order';

/** Money that went back was invoiced: so much of the invoice is credited. */
export const creditInvoiceWhenOrderRefunded: Reaction = {
  name: 'credit-invoice-when-order-refunded',
  on: {
    OrderRefunded: ({ data }) => {
      const { orderId, accountId, purpose, refundId, amountMinor, reason, refundedAt } =
        data as OrderRefunded['data'];
      const invoiceId = invoiceOfOrder({ orderId, purpose });
      const creditNoteId = creditNoteIdOf(invoiceId, refundId);
      const refund = { orderId, refundId, amountMinor, reason, refundedAt };
      return [creditInvoiceStep({ invoiceId, accountId, creditNoteId, ...refund })];
    },
  },
};
