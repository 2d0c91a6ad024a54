import { accept, Decision, invariant, noEffect, refuse } from '@ledgerline/kernel';
import type { Totals } from '../money/lines';
import type { OrderPaid } from '../order/order-events';
import type { InvoiceEvent } from './invoice-events';
import { InvoiceState, isDrafted } from './invoice-state';

export interface RecordInvoicePayment extends Pick<OrderPaid['data'], 'paymentId' | 'method' | 'paidAt'> {
  readonly invoiceId: string;
  readonly orderId: string;
  readonly totals: Totals;
}

/** An order for this invoice is paid. The second that is paid is too much, and is told as that. */
export function recordInvoicePayment(
  { invoiceId, orderId, totals, paymentId, method, paidAt }: RecordInvoicePayment,
  state: InvoiceState,
): Decision<InvoiceEvent> {
  if (!isDrafted(state)) return refuse('invoice-not-found', { invoiceId });
  const known = [state.payment, ...state.overpayments].some((payment) => payment?.orderId === orderId);
  if (known) return noEffect('paid-already');
  const { totalMinor: amountMinor, currency } = totals;
  invariant(
    amountMinor === state.draft.totals.totalMinor && currency === state.draft.totals.currency,
    'an order for an invoice asks for exactly its total',
  );

  const paid = { invoiceId, orderId, paymentId, amountMinor, currency };
  if (state.payment) return accept({ type: 'InvoiceOverpaid', data: { ...paid, overpaidAt: paidAt } });
  return accept({ type: 'InvoicePaid', data: { ...paid, method, paidAt } });
}
