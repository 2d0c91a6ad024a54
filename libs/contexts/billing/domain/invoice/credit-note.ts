import type { PricedLine } from '../money/lines';
import type { Buyer, InvoiceContent, Seller } from './invoice-content';
import type { InvoiceCredited, InvoiceIssued } from './invoice-events';
import type { DraftedInvoice } from './invoice-state';

/** Sides, terms and series are those of the invoice: what was said once is corrected as it was said. */
export function creditNoteOf(
  credited: InvoiceCredited['data'],
  { draft, issued, payment }: DraftedInvoice & { readonly issued: InvoiceIssued['data'] },
): { content: InvoiceContent; seller: Seller; buyer: Buyer } {
  const { creditNoteId: invoiceId, totals, refundId, reason, creditedAt } = credited;
  const { accountId, orderId, subscriptionId, tax, period, seller, buyer } = draft;
  const { number, issuedAt } = issued;
  const amountMinor = tax?.inclusive ? totals.totalMinor : totals.subtotalMinor;
  const type = draft.lines[0]?.type ?? 'credits';
  const line: PricedLine = {
    ...{ type, description: `Refund of invoice ${number}`, quantity: 1 },
    ...{ unitMinor: amountMinor, amountMinor },
  };
  const content: InvoiceContent = {
    ...{ invoiceId, kind: 'credit-note', accountId, orderId, subscriptionId, tax, period, totals },
    corrects: { invoiceId: draft.invoiceId, number, issuedAt, refundId, reason },
    lines: [line],
    dueDays: 0,
    paid: { paymentId: refundId, paidAt: creditedAt, method: payment?.method ?? null },
  };
  return { content, seller, buyer };
}
