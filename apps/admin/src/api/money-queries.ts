import { queryOptions } from '@tanstack/react-query';
import type {
  Funds,
  Invoice,
  Order,
  PaymentMethod,
  Payout,
  PayoutBatch,
  RecurringRevenue,
  Referral,
  ReferralClick,
  ReferralProgram,
  ReferralReward,
  Revenue,
  Subscription,
  UsageRecord,
} from './contract';
import { ApiProblem } from './problem';
import { accountPath, LISTS_EVERY_MS, type ListSource } from './queries';
import { request, type QueryValues } from './request';

/** Figures of money change by the day, not by the second. */
const SUMS_EVERY_MS = 10_000;

export const recurringQuery = queryOptions({
  queryKey: ['recurring-revenue'],
  queryFn: ({ signal }) => request<RecurringRevenue>('/v1/recurring-revenue', { signal }),
  refetchInterval: SUMS_EVERY_MS,
});

/** UTC days, both inclusive. */
export function revenueQuery(from: string, to: string) {
  return queryOptions({
    queryKey: ['revenue', from, to],
    queryFn: ({ signal }) => request<Revenue>('/v1/revenue', { query: { from, to }, signal }),
    refetchInterval: SUMS_EVERY_MS,
  });
}

export const earningsQuery = queryOptions({
  queryKey: ['referral-earnings'],
  queryFn: ({ signal }) => request<{ readonly items: readonly Funds[] }>('/v1/referral-earnings', { signal }),
  refetchInterval: SUMS_EVERY_MS,
});

/** All of it at once: a few metrics in a few periods. */
export function usageRecordsQuery(accountId: string) {
  return queryOptions({
    queryKey: ['usage-records', accountId],
    queryFn: ({ signal }) =>
      request<{ readonly items: readonly UsageRecord[] }>(`${accountPath(accountId)}/usage-records`, {
        signal,
      }),
    refetchInterval: LISTS_EVERY_MS,
  });
}

/** Null where the party has no program. */
export function programQuery(accountId: string) {
  return queryOptions({
    queryKey: ['referral-program', accountId],
    queryFn: async ({ signal }) => {
      try {
        return await request<ReferralProgram & { readonly funds: readonly Funds[] }>(
          `${accountPath(accountId)}/referral-program`,
          { signal },
        );
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'program-not-found') return null;
        throw error;
      }
    },
    refetchInterval: LISTS_EVERY_MS,
  });
}

export const moneyLists = {
  orders: listAt<Order>('/v1/orders'),
  invoices: listAt<Invoice>('/v1/invoices'),
  subscriptions: listAt<Subscription>('/v1/subscriptions'),
  payouts: listAt<Payout>('/v1/payouts'),
  batches: listAt<PayoutBatch>('/v1/payout-batches'),
  programs: listAt<ReferralProgram>('/v1/referral-programs'),
  referrals: listAt<Referral>('/v1/referrals'),
  ordersOf: listOf<Order>('orders'),
  invoicesOf: listOf<Invoice>('invoices'),
  methodsOf: listOf<PaymentMethod>('payment-methods'),
  subscriptionsOf: listOf<Subscription>('subscriptions'),
  referralsOf: listOf<Referral>('referrals'),
  clicksOf: listOf<ReferralClick>('referral-clicks'),
  rewardsOf: listOf<ReferralReward>('referral-rewards'),
  payoutsOf: listOf<Payout>('payouts'),
};

/** Of all accounts, by filters. */
function listAt<Item>(path: string): (query: QueryValues) => ListSource<Item> {
  return (query) => ({ path, query });
}

/** Of one account. */
function listOf<Item>(noun: string): (accountId: string) => ListSource<Item> {
  return (accountId) => ({ path: `${accountPath(accountId)}/${noun}`, query: {} });
}
