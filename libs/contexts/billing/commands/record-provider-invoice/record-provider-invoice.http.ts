import { IsOptional } from 'class-validator';
import { Refusal, refuse } from '@ledgerline/kernel';
import { claimForEver, claimIdOf } from '@ledgerline/platform/claims';
import type { Asking, CommandRequest, CommandSlice } from '@ledgerline/platform/commands';
import { Text, WebUrl } from '@ledgerline/platform/http';
import type { InvoiceEvent } from '../../domain/invoice/invoice-events';
import { InvoiceState } from '../../domain/invoice/invoice-state';
import { invoiceStream } from '../../streams/invoice-stream';
import { RecordProviderInvoice, recordProviderInvoice } from './record-provider-invoice';

class RecordProviderInvoiceBody {
  @Text(200)
  providerInvoiceId!: string;

  @Text(100)
  providerStatus!: string;

  @IsOptional()
  @WebUrl()
  hostedUrl?: string;
}

type Slice = CommandSlice<
  RecordProviderInvoiceBody,
  RecordProviderInvoice,
  InvoiceState,
  InvoiceEvent,
  undefined
>;

export const recordProviderInvoiceSlice: Slice = {
  name: 'RecordProviderInvoice',
  route: {
    tag: 'invoices',
    path: '/v1/accounts/:accountId/invoices/:invoiceId/provider-invoice',
    summary:
      'Note how a provider knows an invoice: its id there, its status in the provider’s words, its page',
    roles: ['service'],
    refusals: ['invoice-not-found', 'provider-invoice-taken', 'provider-invoice-differs'],
    examples: {
      body: {
        providerInvoiceId: 'in_1Q2w',
        providerStatus: 'open',
        hostedUrl: 'https://pay.example/in_1Q2w',
      },
      facts: { invoiceId: '3b1c…', providerInvoiceId: 'in_1Q2w', providerStatus: 'open' },
    },
  },
  body: RecordProviderInvoiceBody,
  streamId: ({ params }) => params.invoiceId!,
  // An id is its claimer's for ever: whoever is refused for anything else claims none.
  before: async (request, asking) => {
    const { state } = await asking.ledger.read(invoiceStream, asking.streamId);
    const isRecorded = recordProviderInvoice(told(request), state, asking).kind === 'accepted';
    return isRecorded ? claimed(request.body.providerInvoiceId, asking) : undefined;
  },
  command: told,
  decide: recordProviderInvoice,
  facts: (_events, { body: { providerInvoiceId, providerStatus }, params }) => ({
    ...{ invoiceId: params.invoiceId!, providerInvoiceId, providerStatus },
  }),
};

function told({
  body: { providerInvoiceId, providerStatus, hostedUrl },
  params,
}: Pick<CommandRequest<RecordProviderInvoiceBody>, 'body' | 'params'>): RecordProviderInvoice {
  const { invoiceId, accountId } = params;
  const page = hostedUrl ?? null;
  return { invoiceId: invoiceId!, accountId: accountId!, providerInvoiceId, providerStatus, hostedUrl: page };
}

/** It is the first invoice's that names it: what a provider calls one thing is no other's. */
async function claimed(
  providerInvoiceId: string,
  { ledger, streamId, now, keyedHash, dryRun }: Asking,
): Promise<Refusal | undefined> {
  const claimKind = 'provider-invoice';
  const claimId = claimIdOf(keyedHash, claimKind, providerInvoiceId);
  const isOurs = await claimForEver(ledger, { claimKind, claimId, ownerId: streamId, now, dryRun });
  return isOurs ? undefined : refuse('provider-invoice-taken', { providerInvoiceId });
}
