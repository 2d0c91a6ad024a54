import { subscriptionCommand } from '../subscription-command';
import { resumeSubscription } from './resume-subscription';

class ResumeSubscriptionBody {}

export const resumeSubscriptionSlice = subscriptionCommand({
  name: 'ResumeSubscription',
  route: {
    tag: 'subscriptions',
    path: '/v1/accounts/:accountId/subscription/resume',
    summary: 'Take a cancellation at the end of the period back',
    roles: ['service'],
    refusals: ['no-live-subscription'],
    examples: { body: {}, facts: { accountId: 'ada', subscriptionId: '4d1e…' } },
  },
  body: ResumeSubscriptionBody,
  command: () => ({}),
  decide: resumeSubscription,
});
