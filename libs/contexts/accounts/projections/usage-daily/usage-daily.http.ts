import { AnyDay, AnyId, AnyText, listController, queryHandler } from '@ledgerline/platform/queries';
import { ListUsageDaily, listUsageDaily } from './usage-daily.queries';

class UsageDailyParams {
  @AnyDay()
  from?: string;

  @AnyDay()
  to?: string;

  @AnyText()
  action?: string;

  @AnyId()
  accountId?: string;

  @AnyText()
  actor?: string;
}

const DAY = {
  day: '2026-11-21',
  action: 'prompt',
  subtype: 'gpt-4o-mini',
  accountId: 'ada',
  actorUserId: 'ada',
  requested: 12,
  completed: 11,
  failed: 1,
  cancelled: 0,
  expired: 0,
  refused: 2,
  inputTokens: 9000,
  outputTokens: 4000,
  quantity: 11,
  credits: '110',
  processingMsTotal: 8800,
};

const usage = listController({
  path: '/v1/usage/daily',
  summary:
    'Usage per UTC day of the request, action, subtype, account and acting member; both days inclusive',
  tag: 'usage',
  isAnalytics: true,
  readers: 'by-account',
  query: UsageDailyParams,
  item: DAY,
  ask: ({ query }) => new ListUsageDaily(query),
});

export const usageDailyQueries = {
  controllers: [usage],
  handlers: [queryHandler(ListUsageDaily, listUsageDaily)],
};
