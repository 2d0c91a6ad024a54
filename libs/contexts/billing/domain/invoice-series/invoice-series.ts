import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { InvoiceKind } from '../invoice/invoice-content';

/**
 * An invoice has its number. This is the issuing: where it stands in the log, the number is taken, and
 * nothing that comes after may refuse it.
 */
export type InvoiceNumbered = DomainEvent<
  'InvoiceNumbered',
  {
    series: string;
    year: number;
    /** 1, 2, 3, … within series and year, without a hole. */
    ordinal: number;
    number: string;
    invoiceId: string;
    accountId: string;
    /** Never before the invoice numbered before it. */
    issuedAt: Timestamp;
    /** Of the content that got this number. */
    digest: string;
  }
>;

export type InvoiceSeriesEvent = InvoiceNumbered;

export interface InvoiceSeriesState {
  /** How many numbers are taken. */
  readonly ordinal: number;
  readonly lastIssuedAt: Timestamp;
}

export function emptySeries(): InvoiceSeriesState {
  return { ordinal: 0, lastIssuedAt: '' };
}

/**
 * Credit notes have a series of their own: a hole in the invoices is then seen at once, and what went back is
 * counted by itself. Parties of a test clock, whose years are not ours, have one for each clock.
 */
export function seriesOf(kind: InvoiceKind, testClockId: string | null): string {
  const series = kind === 'invoice' ? 'INV' : 'CN';
  return testClockId === null ? series : `${series}-TEST-${testClockId}`;
}

export function seriesStreamId(series: string, year: number): string {
  return `${series}-${year}`;
}

/** `INV-2026-000042`; it grows beyond a million. */
export function numberOf(series: string, year: number, ordinal: number): string {
  return `${series}-${year}-${String(ordinal).padStart(6, '0')}`;
}
