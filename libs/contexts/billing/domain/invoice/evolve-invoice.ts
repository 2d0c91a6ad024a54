import { invariant } from '@ledgerline/kernel';
import type { Evolvers } from '@ledgerline/platform/ledger';
import type { InvoiceEvent, InvoiceOverpaymentReturned } from './invoice-events';
import type { InvoiceState, Overpayment } from './invoice-state';

export const evolveInvoice: Evolvers<InvoiceState, InvoiceEvent> = {
  InvoiceDrafted: (state, draft) => {
    invariant(state.draft === undefined, 'an invoice is drafted once');
    return { ...state, draft };
  },
  InvoiceIssued: (state, issued) => {
    invariant(state.issued === null, 'an invoice has one number');
    return { ...state, issued };
  },
  InvoicePaid: (state, payment) => {
    invariant(payment.amountMinor === state.draft?.totals.totalMinor, 'a paid invoice is paid in full');
    return { ...state, payment, hasFailed: false };
  },
  InvoicePaymentFailed: (state) => ({ ...state, hasFailed: true }),
  InvoiceOverpaid: (state, { orderId, amountMinor }) => {
    const overpayment = { orderId, amountMinor, returnedMinor: 0n, refundIds: [] };
    return { ...state, overpayments: [...state.overpayments, overpayment] };
  },
  InvoiceOverpaymentReturned: (state, returned) => ({
    ...state,
    overpayments: state.overpayments.map((one) =>
      one.orderId === returned.orderId ? afterReturn(one, returned) : one,
    ),
  }),
  InvoiceCredited: (state, { refundId, totals, creditedMinor }) => {
    invariant(creditedMinor === state.creditedMinor + totals.totalMinor, 'credit notes add up');
    invariant(creditedMinor <= state.draft!.totals.totalMinor, 'no more is credited than was invoiced');
    return { ...state, creditedMinor, creditedRefunds: [...state.creditedRefunds, refundId] };
  },
  InvoiceVoided: (state) => ({ ...state, isVoid: true }),
  ProviderInvoiceRecorded: (state, providerInvoice) => ({ ...state, providerInvoice }),
};

function afterReturn(
  overpayment: Overpayment,
  { refundId, amountMinor }: InvoiceOverpaymentReturned['data'],
): Overpayment {
  const returnedMinor = overpayment.returnedMinor + amountMinor;
  invariant(returnedMinor <= overpayment.amountMinor, 'no more of a payment goes back than came');
  return { ...overpayment, returnedMinor, refundIds: [...overpayment.refundIds, refundId] };
}
