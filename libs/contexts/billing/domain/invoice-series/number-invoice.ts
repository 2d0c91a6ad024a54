import { accept, Decision, invariant, latest, noEffect } from '@ledgerline/kernel';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import type { InvoiceDrafted } from '../invoice/invoice-events';
import { InvoiceSeriesEvent, InvoiceSeriesState, numberOf } from './invoice-series';

/** Of a draft: all that its number depends on. */
export type NumberInvoice = Pick<
  InvoiceDrafted['data'],
  'invoiceId' | 'accountId' | 'series' | 'year' | 'draftedAt' | 'digest'
>;

/**
 * The next number, and the date: when it was drafted, or, where a later one was numbered first, that one's.
 * It follows from the draft and the series alone, so that one that is numbered late is dated in its year.
 */
export function numberInvoice(
  { invoiceId, accountId, series, year, draftedAt, digest }: NumberInvoice,
  state: InvoiceSeriesState,
  { history }: Pick<DecisionContext<InvoiceSeriesEvent, undefined>, 'history'>,
): Decision<InvoiceSeriesEvent> {
  const taken = history.get(invoiceId)?.[0];
  invariant(!taken || taken.data.digest === digest, 'a number belongs to one content');
  if (taken) return noEffect('numbered-already');

  const ordinal = state.ordinal + 1;
  const number = numberOf(series, year, ordinal);
  const issuedAt = state.ordinal === 0 ? draftedAt : latest(draftedAt, state.lastIssuedAt);
  return accept({
    type: 'InvoiceNumbered',
    data: { series, year, ordinal, number, invoiceId, accountId, issuedAt, digest },
  });
}
