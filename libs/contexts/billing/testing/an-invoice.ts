import type { DomainEvent } from '@ledgerline/kernel';
import { draftInvoice } from '../domain/invoice/draft-invoice';
import type { Buyer, InvoiceContent } from '../domain/invoice/invoice-content';
import type { InvoiceEvent, InvoiceIssued } from '../domain/invoice/invoice-events';
import { InvoiceState, noInvoice } from '../domain/invoice/invoice-state';
import { contentDigest } from '../invoicing/content-digest';
import { invoiceStream } from '../streams/invoice-stream';
import { lineOf, SELLER, VISA } from './given-invoicing';

export const NOON = '2026-11-21T12:00:00.000Z';
export const NOBODY: Buyer = {
  ...{ country: null, sealedBillingDetails: null, sealedIdentity: null, testClockId: null },
};
export const PAID = { orderId: 'o1', paymentId: 'pay-1', paidAt: NOON, method: VISA };

/** What an invoice of 10.00 USD says, open for 14 days. */
export function contentOf(more: Partial<InvoiceContent> = {}): InvoiceContent {
  return {
    ...{ invoiceId: 'i1', kind: 'invoice', accountId: 'ada', orderId: 'o1', subscriptionId: null },
    ...{ corrects: null, lines: [lineOf(1_000n)], tax: null, dueDays: 14, period: null, paid: null },
    totals: { subtotalMinor: 1_000n, taxMinor: 0n, totalMinor: 1_000n, currency: 'USD' },
    ...more,
  };
}

export function drafted(content = contentOf(), buyer = NOBODY): InvoiceState {
  const decision = draftInvoice({ content, seller: SELLER, buyer, digestOf: contentDigest }, noInvoice(), {
    now: NOON,
  });
  if (decision.kind !== 'accepted') throw new Error('the invoice was not drafted');
  return after(noInvoice(), ...decision.events);
}

export function issued(state = drafted()): InvoiceState {
  const { series, year, invoiceId } = state.draft!;
  const numbered = { invoiceId, series, year, ordinal: 1, number: `${series}-${year}-000001` };
  const event: InvoiceIssued = {
    type: 'InvoiceIssued',
    data: { ...numbered, issuedAt: NOON, dueAt: '2026-12-05T12:00:00.000Z' },
  };
  return after(state, event);
}

export function after(state: InvoiceState, ...events: readonly DomainEvent[]): InvoiceState {
  return (events as readonly InvoiceEvent[]).reduce(invoiceStream.evolve, state);
}
