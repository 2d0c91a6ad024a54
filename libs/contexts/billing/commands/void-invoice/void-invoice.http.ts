import type { CommandSlice } from '@ledgerline/platform/commands';
import { Text } from '@ledgerline/platform/http';
import type { InvoiceEvent } from '../../domain/invoice/invoice-events';
import type { InvoiceState } from '../../domain/invoice/invoice-state';
import { VoidInvoice, voidInvoice } from './void-invoice';

class VoidInvoiceBody {
  @Text(500)
  reason!: string;
}

export const voidInvoiceSlice: CommandSlice<
  VoidInvoiceBody,
  VoidInvoice,
  InvoiceState,
  InvoiceEvent,
  undefined
> = {
  name: 'VoidInvoice',
  route: {
    tag: 'invoices',
    path: '/v1/accounts/:accountId/invoices/:invoiceId/void',
    summary: 'Ask nobody to pay an open invoice any more; it keeps its number',
    roles: ['finance'],
    refusals: ['invoice-not-found', 'invoice-paid'],
    examples: {
      body: { reason: 'billed to the wrong workspace' },
      facts: { invoiceId: '3b1c…', reason: 'billed to the wrong workspace' },
    },
  },
  body: VoidInvoiceBody,
  streamId: ({ params }) => params.invoiceId!,
  command: ({ body: { reason }, params }) => ({
    invoiceId: params.invoiceId!,
    accountId: params.accountId!,
    reason,
  }),
  decide: voidInvoice,
  facts: (_events, { body: { reason }, params }) => ({ invoiceId: params.invoiceId!, reason }),
};
