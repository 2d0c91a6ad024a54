import {
  Asked,
  equals,
  ListOf,
  Page,
  PageAsked,
  type Personal,
  readFirst,
  readPage,
  sql,
  TimeRange,
  within,
} from '@ledgerline/platform/queries';
import { AccountReads } from '../../queries/account-reads';
import { GenerationRow } from './generation-row';
import { generations } from './generations';
import { GenerationView, generationView } from './generation-view';

export interface GenerationFilter extends TimeRange {
  readonly accountId?: string | undefined;
  readonly state?: string | undefined;
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
}

/** The newest requests first; `from` and `to` are of the request. */
export class ListGenerations {
  constructor(
    readonly asked: PageAsked & GenerationFilter,
    readonly personal: Personal,
  ) {}
}

/** Ids are unique in an account; without one, the newest generation of that id answers. */
export class FindGeneration {
  constructor(
    readonly generationId: string,
    readonly asked: Asked & Pick<GenerationFilter, 'accountId'>,
    readonly personal: Personal,
  ) {}
}

export async function listGenerations(
  reads: AccountReads,
  { asked, personal }: ListGenerations,
): Promise<Page<GenerationView>> {
  const list = generationsWhere([
    equals('account_id', asked.accountId),
    ...within('requested_at', asked),
    equals('state', asked.state),
    equals('action', asked.action),
    equals('actor_user_id', asked.actor),
  ]);
  return readPage<GenerationRow, GenerationView>(reads, list, asked, (row) =>
    generationView(reads, row, personal),
  );
}

/** One generation, or undefined where there is none. */
export async function findGeneration(
  reads: AccountReads,
  { generationId, asked, personal }: FindGeneration,
): Promise<{ generation: GenerationView | undefined; position: string | null }> {
  const list = generationsWhere([
    equals('generation_id', generationId),
    equals('account_id', asked.accountId),
  ]);
  const { row, position } = await readFirst<GenerationRow>(reads, list, asked);
  return { generation: row && (await generationView(reads, row, personal)), position };
}

function generationsWhere(where: ListOf['where']): ListOf {
  return {
    name: 'generations',
    from: generations,
    select: sql`select * from read_accounts.generations`,
    where,
    sort: [
      { column: 'requested_at', type: 'timestamp' },
      { column: 'generation_id', type: 'text' },
      { column: 'account_id', type: 'text' },
    ],
    direction: 'desc',
  };
}
