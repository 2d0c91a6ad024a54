import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { PricedLine, TaxTerms, Totals } from '../money/lines';
import type { PaymentMethodView } from '../order/order-events';
import type { Buyer, CorrectedInvoice, InvoiceKind, Seller } from './invoice-content';

/**
 * The finished content, before it has a number: nothing of it changes any more. The series and its year are
 * chosen here, so that whoever numbers it, however late, numbers it in the same one.
 */
export type InvoiceDrafted = DomainEvent<
  'InvoiceDrafted',
  {
    invoiceId: string;
    kind: InvoiceKind;
    accountId: string;
    orderId: string | null;
    subscriptionId: string | null;
    corrects: CorrectedInvoice | null;
    seller: Seller;
    buyer: Buyer;
    lines: PricedLine[];
    tax: TaxTerms | null;
    totals: Totals;
    dueDays: number;
    period: { start: Timestamp; end: Timestamp } | null;
    series: string;
    year: number;
    draftedAt: Timestamp;
    /** SHA-256 of all of the above as canonical JSON; the series names it beside the number. */
    digest: string;
  }
>;

/** The series has numbered it: from here on it is an invoice. */
export type InvoiceIssued = DomainEvent<
  'InvoiceIssued',
  {
    invoiceId: string;
    series: string;
    year: number;
    ordinal: number;
    number: string;
    issuedAt: Timestamp;
    dueAt: Timestamp;
  }
>;

/** It is paid in full. Of a credit note: the money went back. */
export type InvoicePaid = DomainEvent<
  'InvoicePaid',
  {
    invoiceId: string;
    /** The order whose payment it is; null where a refund is. */
    orderId: string | null;
    paymentId: string;
    amountMinor: bigint;
    currency: string;
    method: PaymentMethodView | null;
    paidAt: Timestamp;
  }
>;

/** Money came for what another order had paid already: more than is owed, to be given back. */
export type InvoiceOverpaid = DomainEvent<
  'InvoiceOverpaid',
  {
    invoiceId: string;
    orderId: string;
    paymentId: string;
    amountMinor: bigint;
    currency: string;
    overpaidAt: Timestamp;
  }
>;

/** Of what was too much, so much went back: no credit note, for nothing was invoiced for it. */
export type InvoiceOverpaymentReturned = DomainEvent<
  'InvoiceOverpaymentReturned',
  {
    invoiceId: string;
    orderId: string;
    refundId: string;
    amountMinor: bigint;
    currency: string;
    returnedAt: Timestamp;
  }
>;

/** An attempt to collect it failed; another may succeed. */
export type InvoicePaymentFailed = DomainEvent<
  'InvoicePaymentFailed',
  { invoiceId: string; orderId: string; reason: string; failedAt: Timestamp }
>;

/** So much of it went back, and the credit note that says so. */
export type InvoiceCredited = DomainEvent<
  'InvoiceCredited',
  {
    invoiceId: string;
    creditNoteId: string;
    refundId: string;
    reason: string;
    totals: Totals;
    /** Of the invoice, this one included: never more than its total. */
    creditedMinor: bigint;
    creditedAt: Timestamp;
  }
>;

/** Nobody is to pay it any more. It keeps its number. */
export type InvoiceVoided = DomainEvent<
  'InvoiceVoided',
  { invoiceId: string; reason: string; voidedAt: Timestamp }
>;

/** What the payment provider keeps of it: an invoice of its own, in its own words. */
export type ProviderInvoiceRecorded = DomainEvent<
  'ProviderInvoiceRecorded',
  {
    invoiceId: string;
    providerInvoiceId: string;
    providerStatus: string;
    hostedUrl: string | null;
    recordedAt: Timestamp;
  }
>;

export type InvoiceEvent =
  | InvoiceDrafted
  | InvoiceIssued
  | InvoicePaid
  | InvoiceOverpaid
  | InvoiceOverpaymentReturned
  | InvoicePaymentFailed
  | InvoiceCredited
  | InvoiceVoided
  | ProviderInvoiceRecorded;
