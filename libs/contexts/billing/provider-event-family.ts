import type { CommandFamily } from '@ledgerline/platform/commands';
import type { ProviderEventState } from './domain/provider-event/leave-unclaimed';
import type { ProviderEventEvent } from './domain/provider-event/provider-events';
import { providerEventStream } from './streams/provider-event-stream';

/** What all commands on what a provider told have in common. */
export const providerEventFamily: CommandFamily<ProviderEventState, ProviderEventEvent, undefined> = {
  stream: providerEventStream,
  summaryName: 'providerEvent',
  summary: ({ isUnclaimed }) => ({ isUnclaimed }),
  ownerOf: (eventId) => eventId,
  opensStream: () => false,
};
