import { formatMoney } from '@ledgerline/kernel';
import type { CommandFamily } from '@ledgerline/platform/commands';
import type { InvoiceEvent } from './domain/invoice/invoice-events';
import { InvoiceState, isDrafted, statusOf } from './domain/invoice/invoice-state';
import type { InvoiceSeriesEvent, InvoiceSeriesState } from './domain/invoice-series/invoice-series';
import { invoiceSeriesStream } from './streams/invoice-series-stream';
import { invoiceStream } from './streams/invoice-stream';

/** What all commands on invoices have in common; their buyer is the account of their path. */
export const invoiceFamily: CommandFamily<InvoiceState, InvoiceEvent, undefined> = {
  stream: invoiceStream,
  summaryName: 'invoice',
  summary: (state) => (isDrafted(state) ? summaryOf(state) : undefined),
  ownerOf: (invoiceId, { accountId = invoiceId }) => accountId,
  opensStream: () => false,
};

/** Only reactions number invoices. Nothing in a series is personal: no party has an id with a colon. */
export const invoiceSeriesFamily: CommandFamily<InvoiceSeriesState, InvoiceSeriesEvent, undefined> = {
  stream: invoiceSeriesStream,
  summaryName: 'series',
  summary: ({ ordinal }) => ({ ordinal }),
  ownerOf: (streamId) => `invoice-series:${streamId}`,
  opensStream: () => true,
};

function summaryOf(state: Parameters<typeof statusOf>[0]): object {
  const { draft, issued, creditedMinor } = state;
  const { totalMinor, currency } = draft.totals;
  return {
    invoiceId: draft.invoiceId,
    number: issued?.number ?? null,
    state: statusOf(state),
    total: formatMoney(totalMinor, currency),
    credited: formatMoney(creditedMinor, currency),
    currency,
  };
}
