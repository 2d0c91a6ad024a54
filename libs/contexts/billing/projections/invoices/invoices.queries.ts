import type { Readable } from 'node:stream';
import { formatMoney } from '@ledgerline/kernel';
import {
  Asked,
  csvStream,
  equals,
  every,
  ListOf,
  Page,
  PageAsked,
  readAllRows,
  readFirst,
  readPage,
  Reads,
  sql,
  statementOf,
  TimeRange,
  within,
} from '@ledgerline/platform/queries';
import { invoices, InvoiceRow } from './invoices';
import { invoiceView, InvoiceView } from './invoice-view';

export interface InvoiceFilter extends TimeRange {
  readonly accountId?: string | undefined;
  readonly state?: string | undefined;
  readonly kind?: string | undefined;
  readonly currency?: string | undefined;
  readonly number?: string | undefined;
  readonly orderId?: string | undefined;
  readonly subscriptionId?: string | undefined;
}

export class ListInvoices {
  constructor(readonly asked: PageAsked & InvoiceFilter) {}
}

export class ExportInvoices {
  constructor(readonly asked: Asked & InvoiceFilter) {}
}

export class FindInvoice {
  constructor(
    readonly invoiceId: string,
    /** Where one is named, only an invoice of this account is found. */
    readonly accountId: string | undefined,
    readonly asked: Asked,
  ) {}
}

/** What invoices come to, by currency. */
export class SumInvoices {
  constructor(readonly asked: Asked & InvoiceFilter) {}
}

export async function listInvoices(reads: Reads, { asked }: ListInvoices): Promise<Page<InvoiceView>> {
  return readPage<InvoiceRow, InvoiceView>(reads, invoicesOf(asked), asked, (row) => invoiceView(reads, row));
}

export async function findInvoice(
  reads: Reads,
  { invoiceId, accountId, asked }: FindInvoice,
): Promise<{ invoice: InvoiceView | undefined; position: string | null }> {
  const list = invoicesOf({ accountId });
  const where = [...list.where, equals('invoice_id', invoiceId)];
  const { row, position } = await readFirst<InvoiceRow>(reads, { ...list, where }, asked);
  return { invoice: row && (await invoiceView(reads, row)), position };
}

export async function exportInvoices(
  reads: Reads,
  { asked }: ExportInvoices,
): Promise<{ csv: Readable; position: string | null }> {
  const { pages, position } = await readAllRows<InvoiceRow>(reads, invoicesOf(asked), asked);
  const recordOf = async (row: InvoiceRow) => csvRecord(await invoiceView(reads, row));
  return { csv: csvStream({ pages, columns: CSV_COLUMNS, recordOf }), position: position ?? null };
}

/** Paid invoices less credit notes are what stayed: payments less refunds. */
export interface InvoiceSums {
  readonly currency: string;
  readonly invoices: number;
  readonly creditNotes: number;
  /** Of invoices, credit notes aside. */
  readonly invoiced: string;
  readonly tax: string;
  readonly paid: string;
  readonly credited: string;
  readonly overpaid: string;
  readonly due: string;
}

interface SumsRow {
  currency: string;
  invoices: bigint;
  credit_notes: bigint;
  invoiced: bigint;
  tax: bigint;
  paid: bigint;
  credited: bigint;
  overpaid: bigint;
  due: bigint;
}

export async function sumInvoices(
  reads: Reads,
  { asked }: SumInvoices,
): Promise<{ items: readonly InvoiceSums[]; position: string | null }> {
  const { text, values } = statementOf(sql`
    select currency,
      count(*) filter (where kind = 'invoice') as invoices,
      count(*) filter (where kind = 'credit-note') as credit_notes,
      coalesce(sum(total_minor) filter (where kind = 'invoice'), 0) as invoiced,
      coalesce(sum(tax_minor) filter (where kind = 'invoice'), 0) as tax,
      coalesce(sum(paid_minor) filter (where kind = 'invoice'), 0) as paid,
      coalesce(sum(total_minor) filter (where kind = 'credit-note'), 0) as credited,
      coalesce(sum(overpaid_minor), 0) as overpaid,
      coalesce(sum(total_minor) filter (where state in ('PENDING', 'FAILED')), 0) as due
    from read_billing.invoices where ${every(invoicesOf(asked).where)} group by currency order by currency`);
  const options = { atLeast: asked.minPosition };
  const { rows, position } = await reads.models.query<SumsRow>(invoices, text, values, options);
  return { items: rows.map(sumsView), position: position ?? null };
}

function invoicesOf(asked: InvoiceFilter): ListOf {
  return {
    name: 'invoices',
    from: invoices,
    select: sql`select * from read_billing.invoices`,
    where: [
      equals('account_id', asked.accountId),
      equals('state', asked.state),
      equals('kind', asked.kind),
      equals('currency', asked.currency),
      equals('number', asked.number),
      equals('order_id', asked.orderId),
      equals('subscription_id', asked.subscriptionId),
      ...within('drafted_at', asked),
    ],
    sort: [
      { column: 'drafted_at', type: 'timestamp' },
      { column: 'invoice_id', type: 'text' },
    ],
    direction: 'desc',
  };
}

function sumsView(row: SumsRow): InvoiceSums {
  const money = (minor: bigint): string => formatMoney(minor, row.currency);
  return {
    currency: row.currency,
    invoices: Number(row.invoices),
    creditNotes: Number(row.credit_notes),
    invoiced: money(row.invoiced),
    tax: money(row.tax),
    paid: money(row.paid),
    credited: money(row.credited),
    overpaid: money(row.overpaid),
    due: money(row.due),
  };
}

const CSV_COLUMNS = [
  ...(['number', 'kind', 'state', 'accountId', 'buyer', 'issuedAt', 'dueAt', 'paidAt'] as const),
  ...(['currency', 'subtotal', 'tax', 'total', 'amountPaid', 'amountDue', 'amountCredited'] as const),
  ...(['taxName', 'taxCountry', 'taxPercent', 'description', 'orderId', 'subscriptionId'] as const),
  ...(['paymentId', 'corrects', 'invoiceId'] as const),
] as const;

/** A cell holds one figure. */
function csvRecord(invoice: InvoiceView): Readonly<Record<string, unknown>> {
  const { taxRate, buyer, corrects, ...rest } = invoice;
  return {
    ...rest,
    buyer: buyer.legalName,
    taxName: taxRate?.name ?? null,
    taxCountry: taxRate?.country ?? null,
    taxPercent: taxRate?.percent ?? null,
    corrects: corrects?.number ?? null,
  };
}
