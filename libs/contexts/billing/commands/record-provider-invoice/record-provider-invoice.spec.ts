import { createHmac } from 'node:crypto';
import { Decision, noEffect } from '@ledgerline/kernel';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger } from '@ledgerline/platform/ledger';
import type { InvoiceEvent } from '../../domain/invoice/invoice-events';
import { noInvoice } from '../../domain/invoice/invoice-state';
import { invoiceStream } from '../../streams/invoice-stream';
import { after, contentOf, drafted, issued, NOON, NOBODY } from '../../testing/an-invoice';
import { SELLER } from '../../testing/given-invoicing';
import { draftInvoice } from '../../domain/invoice/draft-invoice';
import { contentDigest } from '../../invoicing/content-digest';
import { recordProviderInvoice, RecordProviderInvoice } from './record-provider-invoice';
import { recordProviderInvoiceSlice } from './record-provider-invoice.http';

const OPEN: RecordProviderInvoice = {
  ...{ invoiceId: 'i1', accountId: 'ada', providerInvoiceId: 'in_1', providerStatus: 'open' },
  hostedUrl: 'https://pay.example/in_1',
};
const now = { now: NOON };
const eventsOf = (decision: Decision<InvoiceEvent>) => (decision.kind === 'accepted' ? decision.events : []);

describe('recording how a provider knows an invoice', () => {
  it('notes its id, its status in the provider’s words and its page', () => {
    const state = after(issued(), ...eventsOf(recordProviderInvoice(OPEN, issued(), now)));
    expect(state.providerInvoice).toMatchObject({
      ...{ providerInvoiceId: 'in_1', providerStatus: 'open', hostedUrl: 'https://pay.example/in_1' },
    });
    expect(recordProviderInvoice(OPEN, state, now)).toEqual(noEffect('known-so'));
    expect(recordProviderInvoice({ ...OPEN, providerStatus: 'paid' }, state, now).kind).toBe('accepted');
  });

  it('is refused provider-invoice-differs where it is called otherwise there', () => {
    const state = after(issued(), ...eventsOf(recordProviderInvoice(OPEN, issued(), now)));
    const other = recordProviderInvoice({ ...OPEN, providerInvoiceId: 'in_2' }, state, now);
    expect(other).toMatchObject({ reason: 'provider-invoice-differs', figures: { known: 'in_1' } });
  });

  it('is refused invoice-not-found for another’s, and for none', () => {
    const reason = 'invoice-not-found';
    expect(recordProviderInvoice({ ...OPEN, accountId: 'bob' }, drafted(), now)).toMatchObject({ reason });
    expect(recordProviderInvoice(OPEN, noInvoice(), now)).toMatchObject({ reason });
  });

  it('is refused provider-invoice-taken where another invoice has that id', async () => {
    const ledger = new Ledger({ store: new MemoryEventStore(), now: () => Date.parse(NOON) });
    for (const invoiceId of ['i1', 'i2']) await draft(ledger, invoiceId);
    const asked = (streamId: string, accountId = 'ada') =>
      recordProviderInvoiceSlice.before!(
        {
          body: { providerInvoiceId: 'in_1', providerStatus: 'open' },
          params: { invoiceId: streamId, accountId },
        } as never,
        { ledger, streamId, now: NOON, dryRun: false, keyedHash: keyed },
      );
    // Refused as another's, it claims nothing.
    expect(await asked('i2', 'bob')).toBeUndefined();
    expect(await asked('i1')).toBeUndefined();
    expect(await asked('i1')).toBeUndefined();
    expect(await asked('i2')).toMatchObject({ reason: 'provider-invoice-taken' });
  });
});

function keyed(text: string): string {
  return createHmac('sha256', 'test').update(text).digest('hex');
}

function draft(ledger: Ledger, invoiceId: string) {
  return ledger.execute(invoiceStream, {
    ...{ name: 'DraftInvoice', parameters: {}, sealed: null, streamId: invoiceId, origin: {} },
    ...{
      commandId: `7f1d2a52-6a0c-5a3e-9c58-00000000000${invoiceId.slice(1)}`,
      commandHash: 'x',
      receivedAt: NOON,
    },
    decide: (state, context) =>
      draftInvoice(
        { content: contentOf({ invoiceId }), seller: SELLER, buyer: NOBODY, digestOf: contentDigest },
        state,
        context,
      ),
  });
}
