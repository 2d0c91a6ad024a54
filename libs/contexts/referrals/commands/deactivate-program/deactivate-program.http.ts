import { Text } from '@ledgerline/platform/http';
import { programCommand } from '../referrals-command';
import { deactivateProgram } from './deactivate-program';

class DeactivateProgramBody {
  @Text(500)
  reason!: string;
}

export const deactivateProgramSlice = programCommand({
  name: 'DeactivateProgram',
  route: {
    tag: 'referrals',
    path: '/v1/accounts/:accountId/referral-program/deactivate',
    summary: 'Stop attributing new clicks and sign-ups to a program',
    roles: ['service'],
    refusals: ['program-not-found'],
    examples: { body: { reason: 'asked for by its owner' }, facts: { status: 'inactive' } },
  },
  body: DeactivateProgramBody,
  command: ({ body }) => ({ reason: body.reason }),
  decide: deactivateProgram,
  facts: () => ({ status: 'inactive' }),
});
