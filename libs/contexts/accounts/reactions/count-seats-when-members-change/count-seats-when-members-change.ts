import type { MemberAdded, MemberRemoved } from '@ledgerline/contexts/identity';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { commandOf, ends, Reaction, waits } from '@ledgerline/platform/reactions';
import type { accountFamily } from '../../account-family';
import { moveGaugeSlice } from '../../commands/move-gauge/move-gauge.http';

const SEATS = 'seats';

/** How many belong to a workspace is a gauge of its account: what a plan bounds, and bills where it does. */
export function countSeatsWhenMembersChange(family: ReturnType<typeof accountFamily>): Reaction {
  const counting = (event: ProjectedEvent) => [
    countingOf(event as ProjectedEvent<MemberAdded | MemberRemoved>, family),
  ];
  return {
    name: 'count-seats-when-members-change',
    on: { MemberAdded: counting, MemberRemoved: counting },
  };
}

function countingOf(
  { data }: ProjectedEvent<MemberAdded | MemberRemoved>,
  family: ReturnType<typeof accountFamily>,
) {
  const { partyId, memberId, members } = data;
  return commandOf(
    { family, slice: moveGaugeSlice },
    {
      streamId: partyId,
      parameters: { limit: SEATS, members, memberId },
      command: {
        ...{ limit: SEATS, member: null, move: { to: BigInt(members) } },
        ...{ actorUserId: null, reason: 'members changed' },
      },
      refused: {
        'account-not-found': waits('the account is opened when its party is registered'),
        'too-many-refusals': waits('the account takes no more refusals within this minute'),
        'unknown-limit': ends('the catalog counts no seats'),
        'limit-kind-mismatch': ends('the catalog counts seats otherwise than as what is there'),
        'gauge-below-zero': ends('members are never fewer than none'),
        'gauge-too-large': ends('so many members are beyond any count'),
        'limit-reached': ends('the plan has fewer seats meanwhile: nobody more is let in'),
      },
    },
  );
}
