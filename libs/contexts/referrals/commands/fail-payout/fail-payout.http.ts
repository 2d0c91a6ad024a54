import { Text } from '@ledgerline/platform/http';
import { payoutCommand } from '../referrals-command';
import { failPayout } from './fail-payout';

class FailPayoutBody {
  @Text(500)
  error!: string;
}

export const failPayoutSlice = payoutCommand({
  name: 'FailPayout',
  route: {
    tag: 'referrals',
    path: '/v1/accounts/:accountId/payouts/:payoutId/fail',
    summary: 'Record that a bank transfer could not be made',
    roles: [],
    refusals: ['payout-not-found', 'payout-not-by-hand', 'payout-not-processing'],
    examples: { body: { error: 'the bank knows no such account' }, facts: { status: 'FAILED' } },
  },
  body: FailPayoutBody,
  command: ({ params, body }) => ({ accountId: params.accountId!, error: body.error }),
  decide: failPayout,
  facts: () => ({ status: 'FAILED' }),
});
