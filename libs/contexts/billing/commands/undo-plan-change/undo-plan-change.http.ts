import { subscriptionCommand } from '../subscription-command';
import { undoPlanChange } from './undo-plan-change';

class UndoPlanChangeBody {}

export const undoPlanChangeSlice = subscriptionCommand({
  name: 'UndoPlanChange',
  route: {
    tag: 'subscriptions',
    path: '/v1/accounts/:accountId/subscription/plan/undo',
    summary: 'Keep the plan that was to change at the end of the period',
    roles: ['service'],
    refusals: ['no-live-subscription'],
    examples: { body: {}, facts: { accountId: 'ada', subscriptionId: '4d1e…' } },
  },
  body: UndoPlanChangeBody,
  command: () => ({}),
  decide: undoPlanChange,
});
