import type { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Req, Res, StreamableFile, Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  ApiEndpoint,
  type ApiReply,
  type ApiRequest,
  principalOf,
  Problem,
  validIdentifier,
  validQuery,
} from '@ledgerline/platform/http';
import { BadCursor } from './cursor';
import type { Asked } from './page';
import { CsvFormat, type Fields, MinPosition, withFields } from './query-fields.http';
import { type Personal, READS, type Reads } from './reads';

/** A question as it arrives: path and query parameters checked, and what its asker may read. */
export interface QueryRequest<Params extends object> {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Params & Asked;
  readonly personal: Personal;
}

/** One GET route, whole: what it takes, what it asks on the bus, and how the answer is told. */
export interface QueryRoute<Params extends object> {
  readonly path: string;
  readonly summary: string;
  /** Group in the documentation. */
  readonly tag: string;
  /** `by-account`: a service may ask too, but only about an account that it names. */
  readonly readers: 'finance' | 'by-account';
  /** The filters that are its own: what any question takes is taken anyway. */
  readonly query?: new () => Params;
  readonly example: object;
  readonly problems?: readonly string[];
  /** Answered from what stands still where USAGE_ANALYTICS_ENABLED is false: the route is off then. */
  readonly isAnalytics?: true;
  ask(request: QueryRequest<Params>): object;
  /** The same question answered as CSV, asked for by `?format=csv` or by `Accept: text/csv`. */
  readonly csv?: { readonly filename: string; ask(request: QueryRequest<Params>): object };
}

interface Answer {
  readonly position: string | null;
}

interface CsvAnswer extends Answer {
  readonly csv: Readable;
}

const ROLES: { readonly [R in QueryRoute<object>['readers']]: readonly ('service' | 'finance' | 'admin')[] } =
  {
    finance: ['finance', 'admin'],
    'by-account': ['service', 'finance', 'admin'],
  };

const ANSWER = 'The answer, with the position it reflects in its body and in `Ledgerline-Position`.';

/** What every query can answer beside its own. */
const QUERY_PROBLEMS = [
  'validation-failed',
  'position-of-another-log',
  'read-model-behind',
  'read-model-of-another-log',
] as const;

/** The controller of one query: the answer's position stands in its body and in its head. */
export function queryController<Params extends object = object>(
  route: QueryRoute<Params>,
  beside: Fields = {},
): Type {
  const format = route.csv && { format: CsvFormat };
  const query = withFields<Params & Asked>(route.query, { ...beside, minPosition: MinPosition, ...format });
  class QueryController {
    constructor(
      @Inject(QueryBus) private readonly bus: QueryBus,
      @Inject(READS) private readonly reads: Reads,
    ) {}

    async handle(request: ApiRequest, params: Record<string, string>, reply: ApiReply) {
      if (route.isAnalytics) await assertAnalytics(this.reads);
      const asked = requestOf(query, request, params);
      if (!route.csv || !wantsCsv(request)) {
        const answer = await this.answer<Answer>(route.ask(asked));
        if (answer.position !== null) void reply.header('Ledgerline-Position', answer.position);
        return answer;
      }
      const { csv, position } = await this.answer<CsvAnswer>(route.csv.ask(asked));
      if (position !== null) void reply.header('Ledgerline-Position', position);
      const disposition = `attachment; filename="${route.csv.filename}"`;
      return new StreamableFile(csv, { type: 'text/csv; charset=utf-8', disposition });
    }

    private async answer<T>(question: object): Promise<T> {
      try {
        return await this.bus.execute<object, T>(question);
      } catch (error) {
        throw error instanceof BadCursor ? wrongCursor(error) : error;
      }
    }
  }
  Object.defineProperty(QueryController, 'name', { value: `${nameOf(route.path)}QueryController` });
  Req()(QueryController.prototype, 'handle', 0);
  Param()(QueryController.prototype, 'handle', 1);
  Res({ passthrough: true })(QueryController.prototype, 'handle', 2);
  const handle = Object.getOwnPropertyDescriptor(QueryController.prototype, 'handle')!;
  Get(route.path)(QueryController.prototype, 'handle', handle);
  ApiEndpoint({
    summary: route.summary,
    description: route.csv && 'Also as CSV: `?format=csv` or `Accept: text/csv`.',
    tag: route.tag,
    roles: ROLES[route.readers],
    query,
    success: { description: ANSWER, example: route.example },
    problems: [
      ...(route.problems ?? []),
      ...(route.isAnalytics ? ['analytics-disabled'] : []),
      ...QUERY_PROBLEMS,
    ],
  })(QueryController.prototype, 'handle', handle);
  Controller()(QueryController);
  return QueryController;
}

/** @throws Problem analytics-disabled */
async function assertAnalytics(reads: Pick<Reads, 'analyticsEnabled'>): Promise<void> {
  if (!(await reads.analyticsEnabled())) throw new Problem('analytics-disabled');
}

function requestOf<Params extends object>(
  target: new () => Params & Asked,
  request: ApiRequest,
  params: Record<string, string>,
): QueryRequest<Params> {
  for (const [name, value] of Object.entries(params)) validIdentifier(name, value);
  const query = validQuery(target, request.query);
  const { role } = principalOf(request);
  const { accountId = params.partyId ?? (query as { accountId?: string }).accountId } = params;
  if (role === 'service' && accountId === undefined) {
    throw new Problem('forbidden', { detail: 'A service key asks about one account: name it in accountId.' });
  }
  return { params, query, personal: role === 'admin' ? 'shown' : 'hidden' };
}

function wantsCsv(request: ApiRequest): boolean {
  const { format } = request.query as { format?: string };
  if (format !== undefined) return format === 'csv';
  return (request.headers.accept ?? '').split(',').some((type) => type.trim().startsWith('text/csv'));
}

function wrongCursor({ message }: BadCursor): Problem {
  return new Problem('validation-failed', {
    errors: [{ field: 'cursor', message }],
    detail: `cursor: ${message}.`,
  });
}

function nameOf(path: string): string {
  return path.replace(/[^a-z]+(.)/gi, (_, letter: string) => letter.toUpperCase());
}
