import type { Timestamp } from '@ledgerline/kernel';
import type { PricedLine, TaxTerms, Totals } from '../money/lines';
import type { PaymentMethodView } from '../order/order-events';

export type InvoiceKind = 'invoice' | 'credit-note';

/** Everything an invoice says but who sells and buys, its number and its date. */
export interface InvoiceContent {
  /** Follows from what it is for, so that issuing twice is one invoice: see `invoice-ids.ts`. */
  readonly invoiceId: string;
  readonly kind: InvoiceKind;
  readonly accountId: string;
  readonly orderId: string | null;
  readonly subscriptionId: string | null;
  /** Of a credit note: the invoice it corrects, and the refund it is for. */
  readonly corrects: CorrectedInvoice | null;
  readonly lines: readonly PricedLine[];
  readonly tax: TaxTerms | null;
  /** A credit note's are positive: they say what is credited. */
  readonly totals: Totals;
  /** 0 for orders, 14 for subscriptions. */
  readonly dueDays: number;
  readonly period: { readonly start: Timestamp; readonly end: Timestamp } | null;
  /** Set where it is issued as paid. */
  readonly paid: {
    readonly paymentId: string;
    readonly paidAt: Timestamp;
    readonly method: PaymentMethodView | null;
  } | null;
}

export interface CorrectedInvoice {
  readonly invoiceId: string;
  readonly number: string;
  readonly issuedAt: Timestamp;
  readonly refundId: string;
  readonly reason: string;
}

/** Who sells, in clear: a company tells it on every paper. */
export interface Seller {
  readonly legalName: string;
  /** Lines of the address, the country's name last. */
  readonly address: readonly string[];
  readonly taxId: string | null;
  readonly email: string | null;
}

/**
 * Who buys, as their party said when it was issued; sealed under a key of the year's invoices, and opened
 * only to be read.
 */
export interface Buyer {
  /** ISO 3166 alpha-2; null: they gave no billing details. */
  readonly country: string | null;
  /** JSON of legalName, address, taxId and billingEmail. */
  readonly sealedBillingDetails: string | null;
  /** JSON of name and e-mail: who it is where there are no billing details. */
  readonly sealedIdentity: string | null;
  /** The data key that opens both; left out in drafts of before: the party's own (decisions/0065). */
  readonly sealedUnder?: string;
  /** The test clock whose time they live in; null: everybody's. */
  readonly testClockId: string | null;
}
