import { invariant } from '@ledgerline/kernel';
import type { Reaction } from '@ledgerline/platform/reactions';
import type { InvoiceContent } from '../../domain/invoice/invoice-content';
import type { OrderPaid, OrderPlaced } from '../../domain/order/order-events';
import { orderExists } from '../../domain/order/order-state';
import { invoiceIdOfOrder } from '../../invoicing/invoice-ids';
import { InvoicingParts, issueInvoice } from '../../invoicing/issue-invoice';
import { orderStream } from '../../streams/order-stream';

/** Credits are invoiced when they are paid, as paid; a subscription's charge was invoiced before. */
export function issueInvoiceWhenOrderPaid(parts: InvoicingParts): Reaction {
  return {
    name: 'issue-invoice-when-order-paid',
    on: {
      OrderPaid: ({ data }) => {
        const paid = data as OrderPaid['data'];
        if (paid.purpose.kind !== 'credits') return [];
        const perform = async () => {
          const { state } = await parts.ledger.read(orderStream, paid.orderId);
          invariant(orderExists(state), 'what is paid was ordered');
          return issueInvoice(parts, invoiceOf(paid, state.placed));
        };
        return [{ kind: 'deed', name: 'ReadPaidOrder', perform }];
      },
    },
  };
}

function invoiceOf(
  { orderId, accountId, totals, paymentId, paidAt, method }: OrderPaid['data'],
  { lines, tax }: OrderPlaced['data'],
): InvoiceContent {
  return {
    invoiceId: invoiceIdOfOrder(orderId),
    kind: 'invoice',
    accountId,
    orderId,
    subscriptionId: null,
    corrects: null,
    lines,
    tax,
    totals,
    dueDays: 0,
    period: null,
    paid: { paymentId, paidAt, method },
  };
}
