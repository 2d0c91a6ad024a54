import { accept, noEffect } from '@ledgerline/kernel';
import { notWorkspace, PartyContext, PartyDecision } from '../../domain/party/party-decision';
import type { PartyState } from '../../domain/party/party-state';

export interface RemoveMember {
  readonly memberId: string;
  readonly reason: string;
}

export function removeMember(command: RemoveMember, state: PartyState, { now }: PartyContext): PartyDecision {
  const { partyId, members } = state;
  const { memberId, reason } = command;
  const refused = notWorkspace(state);
  if (refused) return refused;
  if (!members.includes(memberId)) return noEffect('no-member');

  const after = members.length - 1;
  return accept({
    type: 'MemberRemoved',
    data: { partyId, memberId, members: after, reason, removedAt: now },
  });
}
