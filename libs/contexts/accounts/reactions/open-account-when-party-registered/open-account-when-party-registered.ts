import type { PartyRegistered } from '@ledgerline/contexts/identity';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { commandOf, ends, Reaction, waits } from '@ledgerline/platform/reactions';
import type { accountFamily } from '../../account-family';
import { openAccountSlice } from '../../commands/open-account/open-account.http';

/** Whoever is registered has an account, with the trial grant of their tier. */
export function openAccountWhenPartyRegistered(family: ReturnType<typeof accountFamily>): Reaction {
  return {
    name: 'open-account-when-party-registered',
    on: { PartyRegistered: (event) => [openingOf(event as ProjectedEvent<PartyRegistered>, family)] },
  };
}

function openingOf({ data }: ProjectedEvent<PartyRegistered>, family: ReturnType<typeof accountFamily>) {
  const { partyId: ownerId, kind: ownerKind, tier } = data;
  return commandOf(
    { family, slice: openAccountSlice },
    {
      streamId: ownerId,
      parameters: { ownerKind, tier },
      command: { ownerKind, ownerId, tier },
      refused: {
        'account-already-exists': ends('it was opened before its owner was registered'),
        'unknown-tier': waits('the catalog may name the tier again: it did when the party was registered'),
      },
    },
  );
}
