import { formatMoney, Timestamp } from '@ledgerline/kernel';
import { openPersonal, Reads } from '@ledgerline/platform/queries';
import type { CorrectedInvoice, InvoiceKind, Seller } from '../../domain/invoice/invoice-content';
import type { InvoiceStatus } from '../../domain/invoice/invoice-state';
import type { TaxTerms } from '../../domain/money/lines';
import type { PaymentMethodView } from '../../domain/order/order-events';
import type { InvoiceLine, InvoiceRow } from './invoices';

/** An invoice or a credit note as it is told; amounts as decimal texts of its currency. */
export interface InvoiceView {
  readonly invoiceId: string;
  readonly accountId: string;
  readonly kind: InvoiceKind;
  readonly number: string | null;
  readonly state: InvoiceStatus;
  readonly currency: string;
  readonly subtotal: string;
  readonly tax: string;
  readonly total: string;
  readonly amountPaid: string;
  /** What nobody has paid yet, and somebody is to pay. */
  readonly amountDue: string;
  /** By credit notes. */
  readonly amountCredited: string;
  readonly amountOverpaid: string;
  readonly description: string;
  readonly taxRate: TaxTerms | null;
  readonly lines: readonly InvoiceLine[];
  readonly seller: Seller;
  readonly buyer: BuyerView;
  readonly orderId: string | null;
  readonly subscriptionId: string | null;
  readonly corrects: CorrectedInvoice | null;
  readonly period: { readonly start: Timestamp; readonly end: Timestamp } | null;
  readonly issuedAt: Timestamp | null;
  readonly dueAt: Timestamp | null;
  readonly paidAt: Timestamp | null;
  readonly paymentId: string | null;
  readonly paymentMethod: Omit<PaymentMethodView, 'fingerprint'> | null;
  readonly failure: string | null;
  readonly voidReason: string | null;
  readonly providerInvoiceId: string | null;
  readonly providerStatus: string | null;
  readonly hostedUrl: string | null;
  /** SHA-256 of what was issued. */
  readonly digest: string;
}

/** As at issue; all null where it was never told, or where its key is destroyed. */
export interface BuyerView {
  readonly legalName: string | null;
  /** Its lines, without the country. */
  readonly address: readonly string[];
  readonly country: string | null;
  readonly taxId: string | null;
  readonly email: string | null;
}

/** Whoever may read an invoice reads whom it is for: that is what it is. */
export async function invoiceView(reads: Pick<Reads, 'sealer'>, row: InvoiceRow): Promise<InvoiceView> {
  const money = (minor: bigint): string => formatMoney(minor, row.currency);
  const isDue = row.state === 'PENDING' || row.state === 'FAILED';
  return {
    invoiceId: row.invoice_id,
    accountId: row.account_id,
    kind: row.kind,
    number: row.number,
    state: row.state,
    currency: row.currency,
    subtotal: money(row.subtotal_minor),
    tax: money(row.tax_minor),
    total: money(row.total_minor),
    amountPaid: money(row.paid_minor),
    amountDue: money(isDue ? row.total_minor : 0n),
    amountCredited: money(row.credited_minor),
    amountOverpaid: money(row.overpaid_minor),
    description: row.description,
    taxRate: row.tax,
    lines: row.lines,
    seller: row.seller,
    buyer: await buyerView(reads, row),
    orderId: row.order_id,
    subscriptionId: row.subscription_id,
    corrects: row.corrects,
    period: periodOf(row),
    issuedAt: row.issued_at,
    dueAt: row.due_at,
    paidAt: row.paid_at,
    paymentId: row.payment_id,
    paymentMethod: methodOf(row),
    failure: row.failure,
    voidReason: row.void_reason,
    providerInvoiceId: row.provider_invoice_id,
    providerStatus: row.provider_status,
    hostedUrl: row.hosted_url,
    digest: row.digest,
  };
}

async function buyerView(
  { sealer }: Pick<Reads, 'sealer'>,
  { account_id: accountId, buyer }: InvoiceRow,
): Promise<BuyerView> {
  const { sealedUnder = accountId } = buyer;
  const details = await openPersonal(sealer, sealedUnder, buyer.sealedBillingDetails);
  const identity = await openPersonal(sealer, sealedUnder, buyer.sealedIdentity);
  return {
    legalName: said(details.legalName) ?? said(identity.name),
    address: addressOf(details.address),
    country: buyer.country,
    taxId: said(details.taxId),
    email: said(details.billingEmail) ?? said(identity.email),
  };
}

/** As the party keeps it: `line1`, `line2`, `postalCode`, `city`, `region`. */
function addressOf(address: unknown): readonly string[] {
  if (typeof address !== 'object' || address === null) return [];
  const { line1, line2, postalCode, city, region } = address as Readonly<Record<string, unknown>>;
  const place = [postalCode, city].map(said).filter((part) => part !== null);
  return [said(line1), said(line2), said(place.join(' ')), said(region)].filter((line) => line !== null);
}

function said(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function periodOf({ period_start: start, period_end: end }: InvoiceRow): InvoiceView['period'] {
  return start === null || end === null ? null : { start, end };
}

function methodOf({ payment_method: method }: InvoiceRow): InvoiceView['paymentMethod'] {
  if (!method) return null;
  const { providerMethodId, type, brand, last4, expiry } = method;
  return { providerMethodId, type, brand, last4, expiry };
}
