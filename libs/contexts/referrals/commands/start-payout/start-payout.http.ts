import { IsOptional } from 'class-validator';
import { Text } from '@ledgerline/platform/http';
import type { ProgramState } from '../../domain/program/program-state';
import type { ReferralsFamilies } from '../../families';
import { payoutCommand } from '../referrals-command';
import { startPayout } from './start-payout';

class StartPayoutBody {
  @IsOptional()
  @Text(500)
  reason?: string;
}

export const startPayoutSlice = ({ program }: Pick<ReferralsFamilies, 'program'>) =>
  payoutCommand({
    name: 'StartPayout',
    route: {
      tag: 'referrals',
      path: '/v1/accounts/:accountId/payouts/:payoutId/start',
      summary: 'Approve a payout: a provider is told to pay it, a bank transfer is to be made by hand',
      roles: [],
      refusals: ['payout-not-found', 'payout-not-pending', 'payout-not-covered'],
      examples: { body: { reason: 'looked at, and right' }, facts: { status: 'PROCESSING' } },
    },
    body: StartPayoutBody,
    gather: async ({ params }, { ledger }) =>
      (await ledger.read(program.stream, params.accountId!)).state.funds,
    command: ({ params, body }, funds) => ({
      accountId: params.accountId!,
      batchId: null,
      reason: body.reason,
      funds: funds as ProgramState['funds'],
    }),
    decide: startPayout,
    facts: () => ({ status: 'PROCESSING' }),
  });
