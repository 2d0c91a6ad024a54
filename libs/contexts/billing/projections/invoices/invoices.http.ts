import { Problem } from '@ledgerline/platform/http';
import {
  AnyId,
  AnyOf,
  AnyText,
  AnyTime,
  CsvFormat,
  Cursor,
  Limit,
  MinPosition,
  pageAsked,
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
  @AnyId()
  accountId?: string;

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

  @Limit()
  limit?: string;

  @Cursor()
  cursor?: string;

  @MinPosition()
  minPosition?: string;

  @CsvFormat()
  format?: 'json' | 'csv';
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

  @MinPosition()
  minPosition?: string;
}

class InvoiceParams {
  @MinPosition()
  minPosition?: string;
}

const PAGE = { items: [INVOICE_EXAMPLE], nextCursor: null, position: INVOICE_EXAMPLE.position };
const SUMS = {
  ...{ currency: 'EUR', invoices: 2, creditNotes: 1, invoiced: '39.98', tax: '6.38', paid: '39.98' },
  ...{ credited: '5.00', overpaid: '0.00', due: '0.00' },
};

const ofAccount = queryController({
  path: '/v1/accounts/:accountId/invoices',
  summary: 'The invoices and credit notes of an account, the newest first',
  tag: 'invoices',
  readers: 'by-account',
  query: InvoicesParams,
  example: PAGE,
  ask: ({ params, query }) => new ListInvoices({ ...pageAsked(query), accountId: params.accountId! }),
  csv: {
    filename: 'invoices.csv',
    ask: ({ params, query }) => new ExportInvoices({ ...query, accountId: params.accountId! }),
  },
});

const list = queryController({
  path: '/v1/invoices',
  summary: 'The invoices and credit notes of all accounts, the newest first',
  tag: 'invoices',
  readers: 'by-account',
  query: InvoicesParams,
  example: PAGE,
  ask: ({ query }) => new ListInvoices(pageAsked(query)),
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
  query: InvoiceParams,
  example: INVOICE_EXAMPLE,
  problems: ['invoice-not-found'],
  ask: ({ params, query }) => new FindInvoice(params.invoiceId!, params.accountId, query),
});

const one = queryController({
  path: '/v1/invoices/:invoiceId',
  summary: 'One invoice or credit note',
  tag: 'invoices',
  readers: 'finance',
  query: InvoiceParams,
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
  controllers: [ofAccount, list, sums, oneOfAccount, one, InvoicePdfController],
  handlers: [
    queryHandler(ListInvoices, listInvoices),
    queryHandler(ExportInvoices, exportInvoices),
    queryHandler(SumInvoices, sumInvoices),
    queryHandler(FindInvoice, invoiceOrProblem),
  ],
};
