import { formatMoney, invariant, Timestamp } from '@ledgerline/kernel';
import { ProjectedOf, totalProjection } from '@ledgerline/platform/projections';
import type { Buyer, CorrectedInvoice, InvoiceKind, Seller } from '../../domain/invoice/invoice-content';
import type { InvoiceDrafted, InvoiceEvent } from '../../domain/invoice/invoice-events';
import { invoiceStatus, InvoiceStatus } from '../../domain/invoice/invoice-state';
import type { TaxTerms } from '../../domain/money/lines';
import { taxedLines } from '../../domain/money/totals';
import type { PaymentMethodView } from '../../domain/order/order-events';

/** A line as told: amounts as decimal texts. */
export interface InvoiceLine {
  readonly type: string;
  readonly description: string;
  readonly quantity: number;
  /** As priced, like `amount`: with the tax where its rate is inclusive. */
  readonly unitAmount: string;
  readonly amount: string;
  readonly net: string;
  readonly tax: string;
  readonly gross: string;
}

/** One invoice or credit note, whole: what it says, and what became of it. */
export interface InvoiceRow {
  invoice_id: string;
  account_id: string;
  kind: InvoiceKind;
  /** Null for the moment between draft and number. */
  number: string | null;
  state: InvoiceStatus;
  currency: string;
  subtotal_minor: bigint;
  tax_minor: bigint;
  total_minor: bigint;
  /** 0 or the total. */
  paid_minor: bigint;
  credited_minor: bigint;
  /** Came beyond the total, less what of that went back. */
  overpaid_minor: bigint;
  description: string;
  lines: readonly InvoiceLine[];
  tax: TaxTerms | null;
  seller: Seller;
  buyer: Buyer;
  order_id: string | null;
  subscription_id: string | null;
  corrects: CorrectedInvoice | null;
  period_start: Timestamp | null;
  period_end: Timestamp | null;
  drafted_at: Timestamp;
  issued_at: Timestamp | null;
  due_at: Timestamp | null;
  paid_at: Timestamp | null;
  payment_id: string | null;
  payment_method: PaymentMethodView | null;
  /** Whether the last attempt to collect it failed, and why. */
  failure: string | null;
  void_reason: string | null;
  voided_at: Timestamp | null;
  provider_invoice_id: string | null;
  provider_status: string | null;
  hosted_url: string | null;
  digest: string;
}

type Row = InvoiceRow;
type Of<T extends InvoiceEvent['type']> = ProjectedOf<InvoiceEvent, T>;

/** A handler of an event that changes an invoice which is there. */
function changed<T extends InvoiceEvent['type']>(change: (row: Row, event: Of<T>) => Partial<Row>) {
  return {
    keys: ({ data }: Of<T>) => [{ invoice_id: data.invoiceId }],
    fold: (row: Row | undefined, event: Of<T>): Row => {
      invariant(row, 'what happens to an invoice comes after its draft');
      const after = { ...row, ...change(row, event) };
      return { ...after, state: stateOf(after) };
    },
  };
}

export const invoices = totalProjection<Row, InvoiceEvent>({
  name: 'invoices',
  version: 1,
  schema: 'read_billing',
  columns: {
    invoice_id: 'text',
    account_id: 'text',
    kind: 'text',
    number: 'text',
    state: 'text',
    currency: 'text',
    subtotal_minor: 'bigint',
    tax_minor: 'bigint',
    total_minor: 'bigint',
    paid_minor: 'bigint',
    credited_minor: 'bigint',
    overpaid_minor: 'bigint',
    description: 'text',
    lines: 'json',
    tax: 'json',
    seller: 'json',
    buyer: 'json',
    order_id: 'text',
    subscription_id: 'text',
    corrects: 'json',
    period_start: 'timestamp',
    period_end: 'timestamp',
    drafted_at: 'timestamp',
    issued_at: 'timestamp',
    due_at: 'timestamp',
    paid_at: 'timestamp',
    payment_id: 'text',
    payment_method: 'json',
    failure: 'text',
    void_reason: 'text',
    voided_at: 'timestamp',
    provider_invoice_id: 'text',
    provider_status: 'text',
    hosted_url: 'text',
    digest: 'text',
  },
  key: ['invoice_id'],
  indexes: [['drafted_at', 'invoice_id'], ['account_id', 'drafted_at', 'invoice_id'], ['number']],
  financial: true,
  streamOf: { prefix: 'invoice-', column: 'invoice_id' },
  balances: [
    {
      says: 'subtotal + tax = total',
      left: ['subtotal_minor', 'tax_minor'],
      right: ['total_minor'],
    },
  ],
  on: {
    InvoiceDrafted: {
      keys: ({ data }) => [{ invoice_id: data.invoiceId }],
      fold: (_row, { data }) => drafted(data),
    },
    InvoiceIssued: changed<'InvoiceIssued'>((_row, { data: { number, issuedAt, dueAt } }) => ({
      number,
      issued_at: issuedAt,
      due_at: dueAt,
    })),
    InvoicePaid: changed<'InvoicePaid'>((_row, { data: { amountMinor, paymentId, method, paidAt } }) => ({
      paid_minor: amountMinor,
      payment_id: paymentId,
      payment_method: method,
      paid_at: paidAt,
      failure: null,
    })),
    InvoiceOverpaid: changed<'InvoiceOverpaid'>(({ overpaid_minor }, { data }) => ({
      overpaid_minor: overpaid_minor + data.amountMinor,
    })),
    InvoiceOverpaymentReturned: changed<'InvoiceOverpaymentReturned'>(({ overpaid_minor }, { data }) => ({
      overpaid_minor: overpaid_minor - data.amountMinor,
    })),
    InvoicePaymentFailed: changed<'InvoicePaymentFailed'>((_row, { data: { reason } }) => ({
      failure: reason,
    })),
    InvoiceCredited: changed<'InvoiceCredited'>((_row, { data: { creditedMinor } }) => ({
      credited_minor: creditedMinor,
    })),
    InvoiceVoided: changed<'InvoiceVoided'>((_row, { data: { reason, voidedAt } }) => ({
      void_reason: reason,
      voided_at: voidedAt,
    })),
    ProviderInvoiceRecorded: changed<'ProviderInvoiceRecorded'>((_row, { data }) => ({
      provider_invoice_id: data.providerInvoiceId,
      provider_status: data.providerStatus,
      hosted_url: data.hostedUrl,
    })),
  },
});

function drafted(draft: InvoiceDrafted['data']): Row {
  const { totals, lines, period } = draft;
  const row = {
    invoice_id: draft.invoiceId,
    account_id: draft.accountId,
    kind: draft.kind,
    currency: totals.currency,
    subtotal_minor: totals.subtotalMinor,
    tax_minor: totals.taxMinor,
    total_minor: totals.totalMinor,
    description: descriptionOf(lines),
    lines: linesOf(draft),
    tax: draft.tax,
    seller: draft.seller,
    buyer: draft.buyer,
    order_id: draft.orderId,
    subscription_id: draft.subscriptionId,
    corrects: draft.corrects,
    period_start: period?.start ?? null,
    period_end: period?.end ?? null,
    drafted_at: draft.draftedAt,
    digest: draft.digest,
    ...UNTOUCHED,
  };
  return { ...row, state: stateOf(row) };
}

/** What an invoice is before anything has become of it. */
const UNTOUCHED = {
  number: null,
  paid_minor: 0n,
  credited_minor: 0n,
  overpaid_minor: 0n,
  issued_at: null,
  due_at: null,
  paid_at: null,
  payment_id: null,
  payment_method: null,
  failure: null,
  void_reason: null,
  voided_at: null,
  provider_invoice_id: null,
  provider_status: null,
  hosted_url: null,
};

function stateOf(
  row: Pick<Row, 'total_minor' | 'paid_at' | 'failure' | 'void_reason' | 'credited_minor'>,
): InvoiceStatus {
  return invoiceStatus({
    totalMinor: row.total_minor,
    isPaid: row.paid_at !== null,
    hasFailed: row.failure !== null,
    isVoid: row.void_reason !== null,
    creditedMinor: row.credited_minor,
  });
}

function linesOf({ lines, tax, totals }: InvoiceDrafted['data']): readonly InvoiceLine[] {
  const money = (minor: bigint): string => formatMoney(minor, totals.currency);
  return taxedLines(lines, tax, totals).map((line) => ({
    type: line.type,
    description: line.description,
    quantity: line.quantity,
    unitAmount: money(line.unitMinor),
    amount: money(line.amountMinor),
    net: money(line.netMinor),
    tax: money(line.taxMinor),
    gross: money(line.grossMinor),
  }));
}

function descriptionOf(lines: InvoiceDrafted['data']['lines']): string {
  const [first, ...more] = lines;
  if (!first) return '';
  return more.length === 0 ? first.description : `${first.description} and ${more.length} more`;
}
