import { Problem } from '@ledgerline/platform/http';
import {
  AnyId,
  AnyOf,
  AnyText,
  AnyTime,
  accountLists,
  queryController,
  queryHandler,
  Reads,
} from '@ledgerline/platform/queries';
import { InvoicePdfController } from './invoice-pdf.http';
import { INVOICE_EXAMPLE } from './invoice-example';
import {
  ExportInvoices,
  exportInvoices,
  FindInvoice,
  findInvoice,
  ListInvoices,
  listInvoices,
  SumInvoices,
  sumInvoices,
} from './invoices.queries';

const STATES = ['PENDING', 'PAID', 'FAILED', 'REFUNDED', 'VOID'] as const;

class InvoicesParams {
  @AnyOf(STATES)
  state?: string;

  @AnyOf(['invoice', 'credit-note'])
  kind?: string;

  @AnyText()
  currency?: string;

  @AnyText()
  number?: string;

  @AnyId()
  orderId?: string;

  @AnyId()
  subscriptionId?: string;

  @AnyTime()
  from?: string;

  @AnyTime()
  to?: string;
}

class InvoiceSumsParams {
  @AnyId()
  accountId?: string;

  @AnyText()
  currency?: string;

  @AnyTime()
  from?: string;

  @AnyTime()
  to?: string;
}

const SUMS = {
  ...{ currency: 'EUR', invoices: 2, creditNotes: 1, invoiced: '39.98', tax: '6.38', paid: '39.98' },
  ...{ credited: '5.00', overpaid: '0.00', due: '0.00' },
};

const lists = accountLists({
  noun: 'invoices',
  summary: {
    everybody: 'The invoices and credit notes of all accounts, the newest first',
    account: 'The invoices and credit notes of an account, the newest first',
  },
  tag: 'invoices',
  readers: 'by-account',
  query: InvoicesParams,
  item: INVOICE_EXAMPLE,
  ask: ({ query }) => new ListInvoices(query),
  csv: { filename: 'invoices.csv', ask: ({ query }) => new ExportInvoices(query) },
});

const sums = queryController({
  path: '/v1/invoice-totals',
  summary: 'What invoices come to per currency: invoiced, paid, credited, due',
  tag: 'invoices',
  readers: 'by-account',
  query: InvoiceSumsParams,
  example: { items: [SUMS], position: INVOICE_EXAMPLE.position },
  ask: ({ query }) => new SumInvoices(query),
});

const oneOfAccount = queryController({
  path: '/v1/accounts/:accountId/invoices/:invoiceId',
  summary: 'One invoice or credit note of an account',
  tag: 'invoices',
  readers: 'by-account',
  example: INVOICE_EXAMPLE,
  problems: ['invoice-not-found'],
  ask: ({ params, query }) => new FindInvoice(params.invoiceId!, params.accountId, query),
});

const one = queryController({
  path: '/v1/invoices/:invoiceId',
  summary: 'One invoice or credit note',
  tag: 'invoices',
  readers: 'finance',
  example: INVOICE_EXAMPLE,
  problems: ['invoice-not-found'],
  ask: ({ params, query }) => new FindInvoice(params.invoiceId!, undefined, query),
});

/** @throws Problem invoice-not-found */
async function invoiceOrProblem(reads: Reads, asked: FindInvoice) {
  const { invoice, position } = await findInvoice(reads, asked);
  if (!invoice) throw new Problem('invoice-not-found', { position: position ?? undefined });
  return { ...invoice, position };
}

export const invoicesQueries = {
  controllers: [...lists, sums, oneOfAccount, one, InvoicePdfController],
  handlers: [
    queryHandler(ListInvoices, listInvoices),
    queryHandler(ExportInvoices, exportInvoices),
    queryHandler(SumInvoices, sumInvoices),
    queryHandler(FindInvoice, invoiceOrProblem),
  ],
};
