import { listController, queryHandler } from '@ledgerline/platform/queries';
import { ListActionUsage, listActionUsage } from './action-usage.queries';

const actions = listController({
  path: '/v1/accounts/:accountId/action-usage',
  summary: 'How often an account has done each action in all its life, and when last',
  tag: 'usage',
  isAnalytics: true,
  readers: 'by-account',
  item: { action: 'prompt', requested: 12, count: 11, lastUsedAt: '2026-11-21T09:00:00.000Z' },
  ask: ({ params, query }) => new ListActionUsage(params.accountId!, query),
});

export const actionUsageQueries = {
  controllers: [actions],
  handlers: [queryHandler(ListActionUsage, listActionUsage)],
};
