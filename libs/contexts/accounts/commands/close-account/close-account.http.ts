import { Text } from '@ledgerline/platform/http';
import { accountCommand } from '../account-command';
import { closeAccount } from './close-account';

class CloseAccountBody {
  @Text(500)
  reason!: string;
}

export const closeAccountSlice = accountCommand({
  name: 'CloseAccount',
  route: {
    tag: 'accounts',
    path: '/v1/accounts/:accountId/close',
    summary: 'Close an account: nothing new is reserved or granted; running generations still settle',
    roles: [],
    refusals: ['account-not-found'],
    examples: { body: { reason: 'asked for by the owner' }, facts: { accountId: 'ada' } },
  },
  body: CloseAccountBody,
  command: ({ body }) => ({ reason: body.reason }),
  decide: closeAccount,
  facts: (_events, { params }) => ({ accountId: params.accountId }),
});
