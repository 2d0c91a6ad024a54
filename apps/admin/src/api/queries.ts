import { queryOptions } from '@tanstack/react-query';
import type {
  AccountLimits,
  AccountRow,
  AuditEntry,
  Crossing,
  Dashboard,
  Generation,
  Hold,
  Lot,
  Override,
  StatementEntry,
} from './contract';
import { commandNamesIn, type ApiDescription } from './command-names';
import { request, type QueryValues } from './request';

/** How often the dashboard asks again while the tab is visible. */
const DASHBOARD_EVERY_MS = 2_000;
/** How often everything else does. */
export const LISTS_EVERY_MS = 5_000;

/** A list of the API: where it is and which filters it is asked with. `Item` is what it lists. */
export interface ListSource<Item> {
  readonly path: string;
  readonly query: QueryValues;
  /** Never set: it only carries the type of an item. */
  readonly item?: Item;
}

export function dashboardQuery(days: number) {
  return queryOptions({
    queryKey: ['dashboard', days],
    queryFn: ({ signal }) => request<Dashboard>('/v1/dashboard', { query: { days }, signal }),
    refetchInterval: DASHBOARD_EVERY_MS,
    placeholderData: (previous) => previous,
  });
}

export function accountQuery(accountId: string) {
  return queryOptions({
    queryKey: ['account', accountId],
    queryFn: ({ signal }) =>
      request<AccountRow & { readonly position: string }>(accountPath(accountId), { signal }),
    refetchInterval: LISTS_EVERY_MS,
  });
}

/** With a member, its own parts too, and what it may do. */
export function limitsQuery(accountId: string, member?: string) {
  return queryOptions({
    queryKey: ['account', accountId, 'limits', member],
    queryFn: ({ signal }) =>
      request<AccountLimits>(`${accountPath(accountId)}/limits`, { query: { member }, signal }),
    refetchInterval: LISTS_EVERY_MS,
  });
}

/** The names of all commands, as the API's own description has them: nobody keeps a second list. */
export const commandNamesQuery = queryOptions({
  queryKey: ['command-names'],
  queryFn: async ({ signal }) => commandNamesIn(await request<ApiDescription>('/openapi.json', { signal })),
  staleTime: Infinity,
});

export const lists = {
  accounts: (query: QueryValues): ListSource<AccountRow> => ({ path: '/v1/accounts', query }),
  overrides: (query: QueryValues): ListSource<Override> => ({ path: '/v1/limit-overrides', query }),
  crossings: (query: QueryValues): ListSource<Crossing> => ({ path: '/v1/crossings', query }),
  holds: (query: QueryValues): ListSource<Hold> => ({ path: '/v1/holds', query }),
  audit: (query: QueryValues): ListSource<AuditEntry> => ({ path: '/v1/audit', query }),
  lots: (accountId: string): ListSource<Lot> => ({ path: `${accountPath(accountId)}/lots`, query: {} }),
  statement: (accountId: string, query: QueryValues): ListSource<StatementEntry> => ({
    path: `${accountPath(accountId)}/statement`,
    query,
  }),
  generations: (accountId: string, query: QueryValues): ListSource<Generation> => ({
    path: `${accountPath(accountId)}/generations`,
    query,
  }),
};

export function accountPath(accountId: string): string {
  return `/v1/accounts/${encodeURIComponent(accountId)}`;
}
