import { accept, Decision, noEffect, refuse } from '@ledgerline/kernel';
import type { InvoiceEvent, InvoicePaymentFailed } from './invoice-events';
import { InvoiceState, isDrafted } from './invoice-state';

/** An attempt to collect it failed. One that is paid stays paid. */
export function failInvoice(
  failed: InvoicePaymentFailed['data'],
  state: InvoiceState,
): Decision<InvoiceEvent> {
  if (!isDrafted(state)) return refuse('invoice-not-found', { invoiceId: failed.invoiceId });
  if (state.payment) return noEffect('paid-already');

  return accept({ type: 'InvoicePaymentFailed', data: failed });
}
