import type { Reaction } from '@ledgerline/platform/reactions';
import { creditInvoiceWhenOrderRefunded } from '../reactions/credit-invoice-when-order-refunded/credit-invoice-when-order-refunded';
import { finishInvoiceWhenNumbered } from '../reactions/finish-invoice-when-numbered/finish-invoice-when-numbered';
import { issueCreditNoteWhenInvoiceCredited } from '../reactions/issue-credit-note-when-invoice-credited/issue-credit-note-when-invoice-credited';
import { issueInvoiceWhenOrderPaid } from '../reactions/issue-invoice-when-order-paid/issue-invoice-when-order-paid';
import { numberInvoiceWhenDrafted } from '../reactions/number-invoice-when-drafted/number-invoice-when-drafted';
import { recordInvoicePaymentWhenOrderPaid } from '../reactions/record-invoice-payment-when-order-paid/record-invoice-payment-when-order-paid';
import type { InvoicingParts } from './issue-invoice';

/** What makes invoices of payments, and credit notes of refunds. */
export function invoicingReactions(parts: InvoicingParts): readonly Reaction[] {
  return [
    creditInvoiceWhenOrderRefunded,
    finishInvoiceWhenNumbered,
    issueCreditNoteWhenInvoiceCredited(parts),
    issueInvoiceWhenOrderPaid(parts),
    numberInvoiceWhenDrafted,
    recordInvoicePaymentWhenOrderPaid,
  ];
}
