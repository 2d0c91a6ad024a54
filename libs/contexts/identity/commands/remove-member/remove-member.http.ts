import { Text } from '@ledgerline/platform/http';
import { partyCommand } from '../party-command';
import { removeMember } from './remove-member';

class RemoveMemberBody {
  @Text(500)
  reason!: string;
}

export const removeMemberSlice = partyCommand({
  name: 'RemoveMember',
  route: {
    path: '/v1/parties/:partyId/members/:memberId/remove',
    summary: 'Let a member leave a workspace; what it did there stays on the workspace’s account',
    roles: ['service'],
    refusals: ['party-not-found', 'not-a-workspace'],
    examples: { body: { reason: 'left the company' }, facts: { partyId: 'acme', memberId: 'ada' } },
  },
  body: RemoveMemberBody,
  command: ({ params, body }) => ({ memberId: params.memberId!, reason: body.reason }),
  decide: removeMember,
  facts: (_events, { params }) => ({ partyId: params.partyId, memberId: params.memberId }),
});
