import type { Position } from '@ledgerline/platform/eventstore';
import type { Projection } from '@ledgerline/platform/projections';
import type { Reads } from './reads';
import { decodeCursor, encodeCursor, SortColumn } from './cursor';
import { every, joined, Sql, sql, statementOf, trusted } from './sql';

export const PAGE_LIMIT_DEFAULT = 50;
export const PAGE_LIMIT_MAX = 200;

/** What every question may ask for. */
export interface Asked {
  /** The answer must reflect at least this position, else it is refused as `read-model-behind`. */
  readonly minPosition?: Position | undefined;
}

export interface PageAsked extends Asked {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
  /** What the answer reflects; null before the first event. */
  readonly position: Position | null;
}

/** A list in SQL: every page is one range of an index, however far the reader has come. */
export interface ListOf {
  readonly name: string;
  readonly from: Projection | readonly Projection[];
  /** Up to and including the tables, without conditions. */
  readonly select: Sql;
  readonly where: readonly (Sql | undefined)[];
  /** Unique together. All run in one direction, so that a row comparison finds the next page. */
  readonly sort: readonly SortColumn[];
  readonly direction: 'asc' | 'desc';
}

/** One page of rows as items. @throws BadCursor */
export async function readPage<Row extends object, Item>(
  reads: Reads,
  list: ListOf,
  asked: PageAsked,
  itemOf: (row: Row) => Item | Promise<Item>,
): Promise<Page<Item>> {
  const limit = asked.limit ?? PAGE_LIMIT_DEFAULT;
  const after = asked.cursor === undefined ? undefined : afterCursor(list, asked.cursor);
  const { text, values } = statementOf(sql`${orderedRows(list, after)} limit ${limit + 1}`);
  const options = { atLeast: asked.minPosition };
  const { rows, position } = await reads.models.query<Row>(list.from, text, values, options);
  const page = rows.slice(0, limit);
  return {
    items: await Promise.all(page.map(itemOf)),
    nextCursor: rows.length > limit ? encodeCursor(list.name, list.sort, page.at(-1)!) : null,
    position: position ?? null,
  };
}

/** All rows of a list, page by page from one snapshot. */
export async function readAllRows<Row extends object>(
  reads: Reads,
  list: ListOf,
  asked: Asked,
): Promise<{ pages: AsyncIterable<Row[]>; position: Position | undefined }> {
  const { text, values } = statementOf(orderedRows(list));
  return reads.models.stream<Row>(list.from, text, values, { atLeast: asked.minPosition });
}

/** The first row of a list, or undefined. */
export async function readFirst<Row extends object>(
  reads: Reads,
  list: ListOf,
  asked: Asked,
): Promise<{ row: Row | undefined; position: Position | null }> {
  const { text, values } = statementOf(sql`${orderedRows(list)} limit 1`);
  const options = { atLeast: asked.minPosition };
  const { rows, position } = await reads.models.query<Row>(list.from, text, values, options);
  return { row: rows[0], position: position ?? null };
}

function orderedRows(list: ListOf, after?: Sql): Sql {
  const order = list.sort.map(({ column }) => trusted(`${column} ${list.direction}`));
  return sql`${list.select} where ${every([...list.where, after])} order by ${joined(order, ', ')}`;
}

const SQL_TYPES = { text: 'text', timestamp: 'timestamptz', date: 'date' } as const;

function afterCursor({ name, sort, direction }: ListOf, cursor: string): Sql {
  const key = decodeCursor(name, sort, cursor);
  const columns = trusted(sort.map(({ column }) => column).join(', '));
  const values = sort.map(({ type }, i) => sql`${key[i]}::${trusted(SQL_TYPES[type])}`);
  return sql`(${columns}) ${trusted(direction === 'asc' ? '>' : '<')} (${joined(values, ', ')})`;
}
