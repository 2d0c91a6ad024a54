import { AnyId, AnyOf, accountLists, queryController, queryHandler } from '@ledgerline/platform/queries';
import { ListSubscriptions, listSubscriptions, SumRecurring, sumRecurring } from './subscriptions.queries';
import type { SubscriptionView } from './subscriptions.queries';

const STATUSES = ['INCOMPLETE', 'INCOMPLETE_EXPIRED', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'CANCELED'] as const;

class SubscriptionsParams {
  @AnyOf(STATUSES)
  status?: string;

  @AnyId()
  plan?: string;
}

const POSITION = '3f9a1c20-00000000000000000042';
const EXAMPLE: SubscriptionView = {
  ...{ subscriptionId: '4d1e…', accountId: 'ada', status: 'ACTIVE', plan: 'individual_pro', tier: 'pro' },
  ...{ interval: 'MONTHLY', amount: '19.00', currency: 'USD', creditsPerMonth: '1000' },
  ...{ seats: 1, members: 0, membersBeyondSeats: 0 },
  ...{ provider: 'SANDBOX', trialEndsAt: null, cancelAtPeriodEnd: false, nextPlan: null },
  currentPeriod: { start: '2026-11-21T09:00:00.000Z', end: '2026-12-21T09:00:00.000Z' },
  ...{ startedAt: '2026-11-21T09:00:00.000Z', endedAt: null, endCause: null, endReason: null },
  ...{ openCharge: null, chargesPaid: 1, paid: '19.00', refunded: '0.00', grants: 1 },
  ...{ nextDueAt: '2026-12-21T09:00:00.000Z', position: POSITION },
};

const lists = accountLists({
  noun: 'subscriptions',
  summary: {
    everybody: 'The subscriptions of all accounts, the newest first',
    account: 'The subscriptions of an account, the newest first: at most one of them lives',
  },
  tag: 'subscriptions',
  readers: 'finance',
  query: SubscriptionsParams,
  item: EXAMPLE,
  ask: ({ query }) => new ListSubscriptions(query),
});

const recurring = queryController({
  path: '/v1/recurring-revenue',
  summary: 'Monthly recurring revenue per currency: what is in force, years divided by twelve',
  tag: 'subscriptions',
  readers: 'finance',
  example: {
    items: [{ currency: 'USD', subscriptions: 3, monthlyRevenue: '57.00' }],
    position: POSITION,
  },
  ask: ({ query }) => new SumRecurring(query),
});

export const subscriptionsQueries = {
  controllers: [...lists, recurring],
  handlers: [queryHandler(ListSubscriptions, listSubscriptions), queryHandler(SumRecurring, sumRecurring)],
};
