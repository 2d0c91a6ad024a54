import { defineEvent } from '@ledgerline/kernel';
import { recordedStream } from '@ledgerline/platform/ledger';
import type { ProviderEventState } from '../domain/provider-event/leave-unclaimed';
import type {
  ProviderEventBodyKept,
  ProviderEventEvent,
  ProviderEventReceived,
  ProviderEventUnclaimed,
} from '../domain/provider-event/provider-events';

/** The stream `providerEvent-<PROVIDER>:<eventId>`: one webhook, once, and where nobody claims it, that. */
export const providerEventStream = recordedStream<
  'ProviderEvent',
  ProviderEventState,
  ProviderEventEvent,
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
    ProviderEventBodyKept: defineEvent<ProviderEventBodyKept>(
      'ProviderEventBodyKept',
      'ledgerline.provider-event.body-kept.v1',
      {},
    ),
    ProviderEventUnclaimed: defineEvent<ProviderEventUnclaimed>(
      'ProviderEventUnclaimed',
      'ledgerline.provider-event.unclaimed.v1',
      { amountMinor: true },
    ),
  },
  initial: () => ({ received: undefined, isUnclaimed: false }),
  evolve: {
    ProviderEventReceived: (state, received) => ({ ...state, received }),
    ProviderEventBodyKept: (state) => state,
    ProviderEventUnclaimed: (state) => ({ ...state, isUnclaimed: true }),
  },
  contextFor: () => undefined,
});
