import { OneOf, Text } from '@ledgerline/platform/http';
import { subscriptionCommand } from '../subscription-command';
import { cancelSubscription } from './cancel-subscription';

class CancelSubscriptionBody {
  @OneOf(['now', 'period-end'])
  when!: 'now' | 'period-end';

  @Text(500)
  reason!: string;
}

export const cancelSubscriptionSlice = subscriptionCommand({
  name: 'CancelSubscription',
  route: {
    tag: 'subscriptions',
    path: '/v1/accounts/:accountId/subscription/cancel',
    summary: 'End a subscription now, or when what was paid for is over',
    roles: ['service'],
    refusals: ['no-live-subscription', 'subscription-incomplete'],
    examples: {
      body: { when: 'period-end', reason: 'not needed any more' },
      facts: { accountId: 'ada', subscriptionId: '4d1e…' },
    },
  },
  body: CancelSubscriptionBody,
  command: ({ body }) => ({ when: body.when, reason: body.reason }),
  decide: cancelSubscription,
});
