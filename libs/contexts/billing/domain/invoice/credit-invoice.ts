import { accept, Decision, noEffect, refuse } from '@ledgerline/kernel';
import type { InvoiceEvent } from './invoice-events';
import { DraftedInvoice, InvoiceState, isDrafted, Overpayment } from './invoice-state';
import { partOfTotals } from '../money/totals';

export interface CreditInvoice {
  readonly invoiceId: string;
  /** Of the order whose payment went back. */
  readonly orderId: string;
  readonly refundId: string;
  readonly creditNoteId: string;
  readonly amountMinor: bigint;
  readonly reason: string;
  readonly refundedAt: string;
}

/**
 * Money of an order went back: so much of the invoice is credited, with exactly its part of the tax. What
 * waits for the invoice to be there, numbered and paid is no refusal for good: all three are on their way.
 */
export function creditInvoice(command: CreditInvoice, state: InvoiceState): Decision<InvoiceEvent> {
  const { invoiceId, orderId } = command;
  if (!isDrafted(state)) return refuse('invoice-not-found', { invoiceId });
  const overpayment = state.overpayments.find((one) => one.orderId === orderId);
  if (overpayment) return returned(command, overpayment, state);
  if (state.payment?.orderId !== orderId) return refuse('invoice-not-paid', { invoiceId, orderId });
  if (!state.issued) return refuse('invoice-not-issued', { invoiceId });
  if (state.creditedRefunds.includes(command.refundId)) return noEffect('credited-already');

  return accept(credited(command, state));
}

function credited(command: CreditInvoice, { draft, creditedMinor }: DraftedInvoice): InvoiceEvent {
  const { invoiceId, creditNoteId, refundId, amountMinor, reason, refundedAt } = command;
  const soFarMinor = creditedMinor + amountMinor;
  const totals = partOfTotals(draft.totals, { amountMinor, soFarMinor });
  const note = { invoiceId, creditNoteId, refundId, reason, totals };
  return { type: 'InvoiceCredited', data: { ...note, creditedMinor: soFarMinor, creditedAt: refundedAt } };
}

function returned(
  { invoiceId, orderId, refundId, amountMinor, refundedAt }: CreditInvoice,
  overpayment: Overpayment,
  { draft }: DraftedInvoice,
): Decision<InvoiceEvent> {
  if (overpayment.refundIds.includes(refundId)) return noEffect('returned-already');
  const { currency } = draft.totals;
  const data = { invoiceId, orderId, refundId, amountMinor, currency, returnedAt: refundedAt };
  return accept({ type: 'InvoiceOverpaymentReturned', data });
}
