import { defineEvent } from '@ledgerline/kernel';
import { recordedStream } from '@ledgerline/platform/ledger';
import { evolveInvoice } from '../domain/invoice/evolve-invoice';
import type {
  InvoiceCredited,
  InvoiceDrafted,
  InvoiceEvent,
  InvoiceIssued,
  InvoiceOverpaid,
  InvoiceOverpaymentReturned,
  InvoicePaid,
  InvoicePaymentFailed,
  InvoiceVoided,
  ProviderInvoiceRecorded,
} from '../domain/invoice/invoice-events';
import { InvoiceState, noInvoice } from '../domain/invoice/invoice-state';

/** The stream `invoice-<invoiceId>`: what it says, once, and what became of it. Credit notes are invoices. */
export const invoiceStream = recordedStream<'Invoice', InvoiceState, InvoiceEvent, undefined>({
  name: 'Invoice',
  category: 'invoice',
  events: {
    InvoiceDrafted: defineEvent<InvoiceDrafted>('InvoiceDrafted', 'ledgerline.invoice.drafted.v1', {
      'lines[].unitMinor': true,
      'lines[].amountMinor': true,
      'totals.subtotalMinor': true,
      'totals.taxMinor': true,
      'totals.totalMinor': true,
    }),
    InvoiceIssued: defineEvent<InvoiceIssued>('InvoiceIssued', 'ledgerline.invoice.issued.v1', {}),
    InvoicePaid: defineEvent<InvoicePaid>('InvoicePaid', 'ledgerline.invoice.paid.v1', { amountMinor: true }),
    InvoiceOverpaid: defineEvent<InvoiceOverpaid>('InvoiceOverpaid', 'ledgerline.invoice.overpaid.v1', {
      amountMinor: true,
    }),
    InvoiceOverpaymentReturned: defineEvent<InvoiceOverpaymentReturned>(
      'InvoiceOverpaymentReturned',
      'ledgerline.invoice.overpayment-returned.v1',
      { amountMinor: true },
    ),
    InvoicePaymentFailed: defineEvent<InvoicePaymentFailed>(
      'InvoicePaymentFailed',
      'ledgerline.invoice.payment-failed.v1',
      {},
    ),
    InvoiceCredited: defineEvent<InvoiceCredited>('InvoiceCredited', 'ledgerline.invoice.credited.v1', {
      'totals.subtotalMinor': true,
      'totals.taxMinor': true,
      'totals.totalMinor': true,
      creditedMinor: true,
    }),
    InvoiceVoided: defineEvent<InvoiceVoided>('InvoiceVoided', 'ledgerline.invoice.voided.v1', {}),
    ProviderInvoiceRecorded: defineEvent<ProviderInvoiceRecorded>(
      'ProviderInvoiceRecorded',
      'ledgerline.invoice.provider-invoice-recorded.v1',
      {},
    ),
  },
  initial: noInvoice,
  evolve: evolveInvoice,
  contextFor: () => undefined,
});
