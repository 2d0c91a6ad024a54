import { Text } from '@ledgerline/platform/http';
import { accountCommand } from '../account-command';
import { reopenAccount } from './reopen-account';

class ReopenAccountBody {
  @Text(500)
  reason!: string;
}

export const reopenAccountSlice = accountCommand({
  name: 'ReopenAccount',
  route: {
    tag: 'accounts',
    path: '/v1/accounts/:accountId/reopen',
    summary: 'Reopen a closed account',
    roles: [],
    refusals: ['account-not-found'],
    examples: { body: { reason: 'asked for by the owner' }, facts: { accountId: 'ada' } },
  },
  body: ReopenAccountBody,
  command: ({ body }) => ({ reason: body.reason }),
  decide: reopenAccount,
  facts: (_events, { params }) => ({ accountId: params.accountId }),
});
