import type { CommandFamily } from '@ledgerline/platform/commands';
import type { PartyEvent } from './domain/party/party-events';
import type { PartyState } from './domain/party/party-state';
import { partySummary } from './domain/party/party-summary';
import { partyStream } from './streams/party-stream';

/** What all commands on parties have in common. */
export const partyFamily: CommandFamily<PartyState, PartyEvent, undefined> = {
  stream: partyStream,
  summaryName: 'party',
  summary: partySummary,
  ownerOf: (partyId) => partyId,
  opensStream: ({ name }) => name === 'RegisterParty',
};
