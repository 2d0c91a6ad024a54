import type { Timestamp } from '@ledgerline/kernel';
import type { PricedLine, TaxTerms, Totals } from '../money/lines';
import type { PaymentMethodView } from '../order/order-events';

/** Everything an invoice says but its number and its date, which the series gives it. */
export interface InvoiceContent {
  /** Follows from what it is for, so that issuing twice is one invoice: UUIDv5 of order, charge or refund. */
  readonly invoiceId: string;
  readonly kind: 'invoice' | 'credit-note';
  readonly accountId: string;
  readonly orderId: string | null;
  readonly subscriptionId: string | null;
  /** Of a credit note: the invoice it corrects, and the refund it is for. */
  readonly corrects: { readonly invoiceId: string; readonly refundId: string } | null;
  readonly lines: readonly PricedLine[];
  readonly tax: TaxTerms | null;
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
