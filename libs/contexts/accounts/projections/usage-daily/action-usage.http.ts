import {
  Cursor,
  Limit,
  MinPosition,
  pageAsked,
  queryController,
  queryHandler,
} from '@ledgerline/platform/queries';
import { ListActionUsage, listActionUsage } from './action-usage.queries';

class ActionUsageParams {
  @Limit()
  limit?: string;

  @Cursor()
  cursor?: string;

  @MinPosition()
  minPosition?: string;
}

const actions = queryController({
  path: '/v1/accounts/:accountId/action-usage',
  summary: 'How often an account has done each action in all its life, and when last',
  tag: 'usage',
  isAnalytics: true,
  readers: 'by-account',
  query: ActionUsageParams,
  example: {
    items: [{ action: 'prompt', requested: 12, count: 11, lastUsedAt: '2026-11-21T09:00:00.000Z' }],
    nextCursor: null,
    position: '3f9a1c20-00000000000000000042',
  },
  ask: ({ params, query }) => new ListActionUsage(params.accountId!, pageAsked(query)),
});

export const actionUsageQueries = {
  controllers: [actions],
  handlers: [queryHandler(ListActionUsage, listActionUsage)],
};
