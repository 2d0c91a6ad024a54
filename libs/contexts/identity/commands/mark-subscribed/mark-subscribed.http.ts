import { Text } from '@ledgerline/platform/http';
import { partyCommand } from '../party-command';
import { markSubscribed } from './mark-subscribed';

class MarkSubscribedBody {
  @Text(500)
  reason!: string;
}

/** What follows by itself from a first paid subscription; by hand only where that one was paid elsewhere. */
export const markSubscribedSlice = partyCommand({
  name: 'MarkSubscribed',
  route: {
    path: '/v1/parties/:partyId/subscribed',
    summary: 'Say that a party has paid for a subscription: from TRIAL to SUBSCRIBED',
    roles: [],
    refusals: ['party-not-found'],
    examples: { body: { reason: 'paid by bank transfer' }, facts: { partyId: 'ada' } },
  },
  body: MarkSubscribedBody,
  command: ({ body }) => ({ reason: body.reason }),
  decide: markSubscribed,
});
