import { IsOptional } from 'class-validator';
import { IntegerText } from '@ledgerline/platform/http';
import { queryController, queryHandler } from '@ledgerline/platform/queries';
import { DASHBOARD_DAYS_MAX, readDashboard, ReadDashboard } from './dashboard.queries';

class DashboardParams {
  @IsOptional()
  @IntegerText(1, DASHBOARD_DAYS_MAX)
  days?: string;
}

const dashboard = queryController({
  path: '/v1/dashboard',
  summary: 'The state of the whole ledger: cards, usage per day, top accounts, error rates, refusals, totals',
  tag: 'usage',
  isAnalytics: true,
  readers: 'finance',
  query: DashboardParams,
  example: {
    position: '3f9a1c20-00000000000000000042',
    halted: [],
    cards: { accounts: 2, openAccounts: 2, generationsToday: 12, creditsSpentToday: '110', refusedToday: 2 },
    usagePerDay: [{ day: '2026-11-21', action: 'prompt', generations: 12, credits: '110', refused: 2 }],
    topAccounts: [
      { accountId: 'ada', generations: 12, credits: '110', lastUsedAt: '2026-11-21T09:00:00.000Z' },
    ],
    errorRates: [
      { action: 'prompt', subtype: 'gpt-4o-mini', total: 12, failed: 1, ratePercent: 8.33, meanMs: 733 },
    ],
    refusals: [{ reason: 'limit-reached', count: 2 }],
    unknownActions: [{ action: 'promt', requests: 3 }],
    totals: {
      ...{ granted: '220', overdrawn: '0', available: '110', held: '0', pending: '0' },
      ...{ spent: '110', expired: '0', voided: '0', owed: '0' },
    },
  },
  ask: ({ query: { days, minPosition } }) =>
    new ReadDashboard({ days: days === undefined ? undefined : Number(days), minPosition }),
});

export const dashboardQueries = {
  controllers: [dashboard],
  handlers: [queryHandler(ReadDashboard, readDashboard)],
};
