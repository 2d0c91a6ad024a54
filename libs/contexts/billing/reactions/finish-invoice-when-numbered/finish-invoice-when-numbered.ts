import { Reaction, waits } from '@ledgerline/platform/reactions';
import { finishInvoice } from '../../domain/invoice/finish-invoice';
import type { InvoiceState } from '../../domain/invoice/invoice-state';
import type { InvoiceNumbered } from '../../domain/invoice-series/invoice-series';
import { invoiceFamily } from '../../invoice-family';

/** The invoice learns its number. Those of one series do not wait for each other. */
export const finishInvoiceWhenNumbered: Reaction = {
  name: 'finish-invoice-when-numbered',
  key: ({ data }) => (data as InvoiceNumbered['data']).invoiceId,
  on: {
    InvoiceNumbered: ({ data }) => {
      const numbered = data as InvoiceNumbered['data'];
      return [
        {
          kind: 'command',
          family: invoiceFamily,
          name: 'FinishInvoice',
          streamId: numbered.invoiceId,
          owner: numbered.accountId,
          parameters: { number: numbered.number },
          decide: (state) => finishInvoice(numbered, state as InvoiceState),
          refused: { 'invoice-not-found': waits('its draft is in the log, and about to be read') },
        },
      ];
    },
  },
};
