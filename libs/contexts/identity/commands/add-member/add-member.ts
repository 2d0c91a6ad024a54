import { accept, noEffect, refuse } from '@ledgerline/kernel';
import { notWorkspace, PartyContext, PartyDecision } from '../../domain/party/party-decision';
import type { PartyState } from '../../domain/party/party-state';

/** Members stand in the workspace's state: a bound of their own beside the seats of its plan. */
const MEMBERS_MAX = 10_000;

export interface AddMember {
  readonly memberId: string;
  readonly reason?: string | undefined;
  /** Whether a user of this id is registered. */
  readonly memberIsUser: boolean;
  /** How many members the workspace's account allows now; null: any number. */
  readonly seats: number | null;
}

export function addMember(command: AddMember, state: PartyState, { now }: PartyContext): PartyDecision {
  const { memberId, reason, seats } = command;
  const { partyId, members } = state;
  const refused = notWorkspace(state);
  if (refused) return refused;
  if (members.includes(memberId)) return noEffect('is-member');
  if (!command.memberIsUser) return refuse('member-not-found', { memberId });
  const seatsMax = Math.min(seats ?? MEMBERS_MAX, MEMBERS_MAX);
  if (members.length >= seatsMax)
    return refuse('seats-exceeded', { seats: seatsMax, members: members.length });

  const after = members.length + 1;
  const because = reason === undefined ? {} : { reason };
  return accept({
    type: 'MemberAdded',
    data: { partyId, memberId, members: after, ...because, addedAt: now },
  });
}
