import { Text } from '@ledgerline/platform/http';
import { subscriptionCommand } from '../subscription-command';
import { retryCharge } from './retry-charge';

class RetryChargeBody {
  @Text(500)
  reason!: string;
}

export const retryChargeSlice = subscriptionCommand({
  name: 'RetryCharge',
  route: {
    tag: 'subscriptions',
    path: '/v1/accounts/:accountId/subscription/retry',
    summary: 'Try a failed charge once more, at once',
    roles: [],
    refusals: ['no-failed-charge'],
    examples: {
      body: { reason: 'the card was replaced' },
      facts: { accountId: 'ada', subscriptionId: '4d1e…' },
    },
  },
  body: RetryChargeBody,
  command: () => ({}),
  decide: retryCharge,
});
