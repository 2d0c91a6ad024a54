import { Text } from '@ledgerline/platform/http';
import { programCommand } from '../referrals-command';
import { reactivateProgram } from './reactivate-program';

class ReactivateProgramBody {
  @Text(500)
  reason!: string;
}

export const reactivateProgramSlice = programCommand({
  name: 'ReactivateProgram',
  route: {
    tag: 'referrals',
    path: '/v1/accounts/:accountId/referral-program/reactivate',
    summary: 'Attribute new clicks and sign-ups to a program again',
    roles: ['service'],
    refusals: ['program-not-found'],
    examples: { body: { reason: 'asked for by its owner' }, facts: { status: 'active' } },
  },
  body: ReactivateProgramBody,
  command: ({ body }) => ({ reason: body.reason }),
  decide: reactivateProgram,
  facts: () => ({ status: 'active' }),
});
