import type { Type } from '@nestjs/common';
import type { PageAsked } from './page';
import { pageAsked } from './page-params';
import { queryController, type QueryRequest, type QueryRoute } from './query-controller.http';
import { AnyId, Cursor, Limit, withFields } from './query-fields.http';

/** A question for one page of a list. */
export interface ListRequest<Params extends object> extends Omit<QueryRequest<Params>, 'query'> {
  readonly query: Params & PageAsked;
}

/** A GET route that answers a list page by page. */
export interface ListRoute<Params extends object> extends Omit<QueryRoute<Params>, 'example' | 'ask'> {
  /** One of its items, for the documentation. */
  readonly item: object;
  ask(request: ListRequest<Params>): object;
}

interface OfAccount {
  readonly accountId?: string;
}

/** The same list at two paths: everybody's at `/v1/<noun>`, and one account's under the account's. */
export interface AccountListsRoute<Params extends object> extends Omit<
  ListRoute<Params & OfAccount>,
  'path' | 'summary' | 'query'
> {
  readonly noun: string;
  readonly summary: { readonly everybody: string; readonly account: string };
  /** The filters that are its own; `accountId` is one of everybody's list anyway. */
  readonly query?: new () => Params;
}

const POSITION = '3f9a1c20-00000000000000000042';
const PAGING = { limit: Limit, cursor: Cursor };

type Paging = Parameters<typeof pageAsked>[0];

/** The controller of one list. */
export function listController<Params extends object = object>(route: ListRoute<Params>): Type {
  const { item, ask, ...others } = route;
  return queryController<Params & Paging>(
    {
      ...(others as Omit<QueryRoute<Params & Paging>, 'example' | 'ask'>),
      example: { items: [item], nextCursor: null, position: POSITION },
      ask: ({ query, ...request }) => ask({ ...request, query: pageAsked(query) as Params & PageAsked }),
    },
    PAGING,
  );
}

/**
 * The controllers of a list that is asked for everybody, by `readers`, or for one account, by whoever may ask
 * about that.
 */
export function accountLists<Params extends object = object>(route: AccountListsRoute<Params>): Type[] {
  const { noun, summary, query, csv, ask, ...others } = route;
  const everybody = listController<Params & OfAccount>({
    ...others,
    ...{ path: `/v1/${noun}`, summary: summary.everybody, ask, ...(csv && { csv }) },
    query: withFields<Params & OfAccount>(query, { accountId: AnyId }),
  });
  const account = listController<Params>({
    ...others,
    ...{ path: `/v1/accounts/:accountId/${noun}`, summary: summary.account, readers: 'by-account' },
    ...(query && { query }),
    ask: (request) => ask(within(request)),
    ...(csv && { csv: { ...csv, ask: (request) => csv.ask(within(request)) } }),
  });
  return [everybody, account];
}

function within<
  Query extends object,
  Request extends { params: QueryRequest<object>['params']; query: Query },
>(request: Request) {
  return { ...request, query: { ...request.query, accountId: request.params.accountId! } };
}
