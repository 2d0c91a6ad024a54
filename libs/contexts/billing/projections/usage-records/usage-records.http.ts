import { AnyOf, queryController, queryHandler } from '@ledgerline/platform/queries';
import { METRICS } from './metrics';
import { ListUsageRecords, listUsageRecords } from './usage-records.queries';

class UsageRecordsParams {
  @AnyOf(METRICS)
  metric?: string;
}

const POSITION = '3f9a1c20-00000000000000000042';
const EXAMPLE = {
  ...{ accountId: 'ada', subscriptionId: '4d1e…', metric: 'API_CALLS', quantity: '1200', unit: 'count' },
  ...{ user: 'ada', workspace: null, description: 'API calls' },
  metadata: { ordinal: 3, periodEnd: '2026-12-21T09:00:00.000Z', counts: 'sum' },
  ...{ recordedAt: '2026-12-01T10:00:00.000Z', billingPeriod: '2026-11-21T09:00:00.000Z' },
};

const ofAccount = queryController({
  path: '/v1/accounts/:accountId/usage-records',
  summary: 'What was used in each billing period of an account’s subscriptions, by metric',
  tag: 'subscriptions',
  readers: 'by-account',
  query: UsageRecordsParams,
  example: { items: [EXAMPLE], position: POSITION },
  ask: ({ params, query }) => new ListUsageRecords({ ...query, accountId: params.accountId! }),
});

export const usageRecordsQueries = {
  controllers: [ofAccount],
  handlers: [queryHandler(ListUsageRecords, listUsageRecords)],
};
