import { Text } from '@ledgerline/platform/http';
import { payoutCommand } from '../referrals-command';
import { cancelPayout } from './cancel-payout';

class CancelPayoutBody {
  @Text(500)
  reason!: string;
}

export const cancelPayoutSlice = payoutCommand({
  name: 'CancelPayout',
  route: {
    tag: 'referrals',
    path: '/v1/accounts/:accountId/payouts/:payoutId/cancel',
    summary: 'Take a payout back that nobody has started yet',
    roles: ['service'],
    refusals: ['payout-not-found', 'payout-not-pending'],
    examples: { body: { reason: 'another account is wanted' }, facts: { status: 'CANCELED' } },
  },
  body: CancelPayoutBody,
  command: ({ params, body }) => ({ accountId: params.accountId!, reason: body.reason }),
  decide: cancelPayout,
  facts: () => ({ status: 'CANCELED' }),
});
