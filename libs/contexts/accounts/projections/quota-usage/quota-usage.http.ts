import { AnyOf, AnyText, listController, queryHandler } from '@ledgerline/platform/queries';
import { ListQuotaUsage, listQuotaUsage } from './quota-usage.queries';

class QuotaUsageParams {
  @AnyText()
  limitName?: string;

  @AnyText()
  member?: string;

  @AnyOf(['true', 'false'])
  live?: 'true' | 'false';
}

const WINDOW = {
  limit: 'prompts_daily',
  member: null,
  description: 'prompts today',
  kind: 'calendar-day',
  measure: 'count',
  window: '2026-11-21',
  used: 3,
  held: 1,
  value: 10,
  source: 'tier',
  enforced: true,
  live: true,
  remaining: 6,
  lastReset: '2026-11-21T00:00:00.000Z',
  resetAt: '2026-11-22T00:00:00.000Z',
  lastUsedAt: '2026-11-21T09:00:00.000Z',
};

const quotas = listController({
  path: '/v1/accounts/:accountId/quota-usage',
  summary: 'What an account has used of each limit, window by window; only live ones with ?live=true',
  tag: 'usage',
  readers: 'by-account',
  query: QuotaUsageParams,
  item: WINDOW,
  ask: ({ params, query }) => {
    const live = query.live === undefined ? undefined : query.live === 'true';
    return new ListQuotaUsage(params.accountId!, { ...query, live });
  },
});

export const quotaUsageQueries = {
  controllers: [quotas],
  handlers: [queryHandler(ListQuotaUsage, listQuotaUsage)],
};
