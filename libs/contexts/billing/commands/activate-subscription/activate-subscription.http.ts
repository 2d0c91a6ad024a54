import { subscriptionCommand } from '../subscription-command';
import { activateSubscription } from './activate-subscription';

class ActivateSubscriptionBody {}

export const activateSubscriptionSlice = subscriptionCommand({
  name: 'ActivateSubscription',
  route: {
    tag: 'subscriptions',
    path: '/v1/accounts/:accountId/subscription/activate',
    summary: 'End the trial now: the first period is counted and paid from here',
    roles: ['service'],
    refusals: ['no-live-subscription', 'subscription-not-trialing'],
    examples: { body: {}, facts: { accountId: 'ada', subscriptionId: '4d1e…' } },
  },
  body: ActivateSubscriptionBody,
  command: () => ({}),
  decide: activateSubscription,
});
