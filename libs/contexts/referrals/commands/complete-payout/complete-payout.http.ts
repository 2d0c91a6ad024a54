import { Text } from '@ledgerline/platform/http';
import { payoutCommand } from '../referrals-command';
import { completePayout } from './complete-payout';

class CompletePayoutBody {
  @Text(200)
  transactionId!: string;

  @Text(500)
  reason!: string;
}

export const completePayoutSlice = payoutCommand({
  name: 'CompletePayout',
  route: {
    tag: 'referrals',
    path: '/v1/accounts/:accountId/payouts/:payoutId/complete',
    summary: 'Record that a bank transfer was made',
    roles: [],
    refusals: ['payout-not-found', 'payout-not-by-hand', 'payout-not-processing'],
    examples: {
      body: { transactionId: 'bank-7731', reason: 'transferred on Monday' },
      facts: { status: 'COMPLETED', transactionId: 'bank-7731' },
    },
  },
  body: CompletePayoutBody,
  command: ({ params, body }) => ({
    accountId: params.accountId!,
    transactionId: body.transactionId,
    reason: body.reason,
  }),
  decide: completePayout,
  facts: (_events, { body }) => ({ status: 'COMPLETED', transactionId: body.transactionId }),
});
