import { accept, Decision, invariant, noEffect, refuse, timestamp } from '@ledgerline/kernel';
import type { InvoiceEvent } from './invoice-events';
import { InvoiceState, isDrafted } from './invoice-state';
import type { InvoiceNumbered } from '../invoice-series/invoice-series';

const DAY_MS = 86_400_000;

/** The invoice learns what its series has decided; it has no say in it. */
export function finishInvoice(
  { invoiceId, series, year, ordinal, number, issuedAt, digest }: InvoiceNumbered['data'],
  state: InvoiceState,
): Decision<InvoiceEvent> {
  if (!isDrafted(state)) return refuse('invoice-not-found', { invoiceId });
  if (state.issued) return noEffect('issued-already');
  invariant(state.draft.digest === digest, 'the content that was numbered is the content that was drafted');

  const dueAt = timestamp(Date.parse(issuedAt) + state.draft.dueDays * DAY_MS);
  return accept({
    type: 'InvoiceIssued',
    data: { invoiceId, series, year, ordinal, number, issuedAt, dueAt },
  });
}
