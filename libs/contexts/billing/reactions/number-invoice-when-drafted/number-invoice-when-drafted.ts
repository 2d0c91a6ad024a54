import type { DecisionContext } from '@ledgerline/platform/ledger';
import type { Reaction } from '@ledgerline/platform/reactions';
import { numberInvoice } from '../../domain/invoice-series/number-invoice';
import type { InvoiceDrafted } from '../../domain/invoice/invoice-events';
import {
  InvoiceSeriesEvent,
  InvoiceSeriesState,
  seriesStreamId,
} from '../../domain/invoice-series/invoice-series';
import { invoiceSeriesFamily } from '../../invoice-family';

type Context = DecisionContext<InvoiceSeriesEvent, undefined>;

/** Finished content gets the next number of its series. */
export const numberInvoiceWhenDrafted: Reaction = {
  name: 'number-invoice-when-drafted',
  on: {
    InvoiceDrafted: ({ data }) => {
      const { invoiceId, accountId, series, year, draftedAt, digest } = data as InvoiceDrafted['data'];
      const command = { invoiceId, accountId, series, year, draftedAt, digest };
      const streamId = seriesStreamId(series, year);
      return [
        {
          kind: 'command',
          family: invoiceSeriesFamily,
          name: 'NumberInvoice',
          streamId,
          // Nobody's: neither a party's clock nor its audit has a part in a series.
          owner: invoiceSeriesFamily.ownerOf(streamId, {}),
          parameters: { invoiceId },
          subjects: () => [invoiceId],
          decide: (state, context) => numberInvoice(command, state as InvoiceSeriesState, context as Context),
          refused: {},
        },
      ];
    },
  },
};
