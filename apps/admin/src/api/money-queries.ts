import { queryOptions } from '@tanstack/react-query';
import type {
  Funds,
  Invoice,
  Order,
  PaymentMethod,
  Payout,
  RecurringRevenue,
  Referral,
  ReferralProgram,
  Revenue,
  Subscription,
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
  orders: (query: QueryValues): ListSource<Order> => ({ path: '/v1/orders', query }),
  subscriptions: (query: QueryValues): ListSource<Subscription> => ({ path: '/v1/subscriptions', query }),
  payouts: (query: QueryValues): ListSource<Payout> => ({ path: '/v1/payouts', query }),
  programs: (query: QueryValues): ListSource<ReferralProgram> => ({ path: '/v1/referral-programs', query }),
  invoices: (query: QueryValues): ListSource<Invoice> => ({ path: '/v1/invoices', query }),
  invoicesOf: (accountId: string): ListSource<Invoice> => ({
    path: `${accountPath(accountId)}/invoices`,
    query: {},
  }),
  ordersOf: (accountId: string): ListSource<Order> => ({
    path: `${accountPath(accountId)}/orders`,
    query: {},
  }),
  methodsOf: (accountId: string): ListSource<PaymentMethod> => ({
    path: `${accountPath(accountId)}/payment-methods`,
    query: {},
  }),
  subscriptionsOf: (accountId: string): ListSource<Subscription> => ({
    path: `${accountPath(accountId)}/subscriptions`,
    query: {},
  }),
  referralsOf: (accountId: string): ListSource<Referral> => ({
    path: `${accountPath(accountId)}/referrals`,
    query: {},
  }),
  payoutsOf: (accountId: string): ListSource<Payout> => ({
    path: `${accountPath(accountId)}/payouts`,
    query: {},
  }),
};
