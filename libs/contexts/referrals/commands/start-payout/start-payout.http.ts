import { payoutCommand } from '../referrals-command';
import { startPayout } from './start-payout';

class StartPayoutBody {}

export const startPayoutSlice = payoutCommand({
  name: 'StartPayout',
  route: {
    tag: 'referrals',
    path: '/v1/accounts/:accountId/payouts/:payoutId/start',
    summary: 'Approve a payout: a provider is told to pay it, a bank transfer is to be made by hand',
    roles: [],
    refusals: ['payout-not-found', 'payout-not-pending'],
    examples: { body: {}, facts: { status: 'PROCESSING' } },
  },
  body: StartPayoutBody,
  command: ({ params }) => ({ accountId: params.accountId!, batchId: null }),
  decide: startPayout,
  facts: () => ({ status: 'PROCESSING' }),
});
