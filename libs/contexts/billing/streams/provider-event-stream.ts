import { defineEvent } from '@ledgerline/kernel';
import { recordedStream } from '@ledgerline/platform/ledger';
import type { ProviderEventReceived } from '../domain/provider-event/provider-events';

/** The stream `providerEvent-<PROVIDER>:<eventId>`: one webhook, once. */
export const providerEventStream = recordedStream<
  'ProviderEvent',
  { readonly received: boolean },
  ProviderEventReceived,
  undefined
>({
  name: 'ProviderEvent',
  category: 'providerEvent',
  events: {
    ProviderEventReceived: defineEvent<ProviderEventReceived>(
      'ProviderEventReceived',
      'ledgerline.provider-event.received.v1',
      { 'fact.payment.amountMinor': true, 'fact.amountMinor': true },
    ),
  },
  initial: () => ({ received: false }),
  evolve: { ProviderEventReceived: () => ({ received: true }) },
  contextFor: () => undefined,
});
