import { defineEvent, integer, invariant, objectOf, text } from '@ledgerline/kernel';
import { recordedStream } from '@ledgerline/platform/ledger';
import {
  emptySeries,
  InvoiceNumbered,
  InvoiceSeriesEvent,
  InvoiceSeriesState,
} from '../domain/invoice-series/invoice-series';

/**
 * The stream `invoiceSeries-<series>-<year>`: who has which number. Its revision is what makes two that want
 * the same number take turns; which invoice has one already is asked of the log by the invoice's id.
 */
export const invoiceSeriesStream = recordedStream<
  'InvoiceSeries',
  InvoiceSeriesState,
  InvoiceSeriesEvent,
  undefined
>({
  name: 'InvoiceSeries',
  category: 'invoiceSeries',
  events: {
    InvoiceNumbered: defineEvent<InvoiceNumbered>(
      'InvoiceNumbered',
      'ledgerline.invoice-series.numbered.v1',
      {},
    ),
  },
  initial: emptySeries,
  evolve: {
    InvoiceNumbered: (state, { ordinal, issuedAt }) => {
      invariant(ordinal === state.ordinal + 1, 'numbers follow one another without a hole');
      invariant(issuedAt >= state.lastIssuedAt, 'an invoice is never dated before the one before it');
      return { ordinal, lastIssuedAt: issuedAt };
    },
  },
  subjectOf: ({ data }) => data.invoiceId,
  snapshot: {
    version: 1,
    codec: objectOf<InvoiceSeriesState>({ ordinal: integer, lastIssuedAt: text() }),
  },
  contextFor: () => undefined,
});
