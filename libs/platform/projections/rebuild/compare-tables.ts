import { ClientBase } from 'pg';
import { Position } from '@ledgerline/platform/eventstore';
import { patiently } from '../patiently';
import { Projection } from '../projection';
import { LAST_POSITION, quotedColumn, tableNameOf, tableShapeOf } from '../table-shape';
import { differencesOf, RowDifference } from '../verify/row-difference';

/** A whole table in two figures; equal for equal rows, in whatever order they lie. */
export interface TableDigest {
  readonly rows: bigint;
  readonly digest: string;
  /** Where its checkpoint stands, as of the same snapshot. */
  readonly position: Position | null;
}

/** One statement, so one snapshot: rows and the place that they reflect. */
export async function digestOfTable(
  client: ClientBase,
  projection: Projection,
  build: number,
): Promise<TableDigest> {
  const text = allColumns(projection).map((name) => `t.${name}`);
  const [found] = await patiently<TableDigest>(
    client,
    `select count(*) as rows,
       coalesce(sum(('x' || left(hash, 16))::bit(64)::bigint::numeric), 0)::text || '/' ||
       coalesce(sum(('x' || right(hash, 16))::bit(64)::bigint::numeric), 0)::text as digest,
       (select position from projections.checkpoints where name = $1 and version = $2 and build = $3) as position
     from (select md5(row(${text.join(', ')})::text) as hash from ${tableNameOf(projection, build)} t) rows`,
    [projection.name, projection.version, build],
  );
  return found!;
}

const DIFFERENT_ROWS_MAX = 20;

/** The first rows in which two tables of one version differ; `found` is what the live one holds. */
export async function differentRows(
  client: ClientBase,
  projection: Projection,
  { live, rebuilt }: { readonly live: number; readonly rebuilt: number },
): Promise<readonly RowDifference[]> {
  const columns = allColumns(projection);
  const keys = tableShapeOf(projection).key.map(quotedColumn);
  const row = (alias: string): string => `array[${columns.map((c) => `${alias}.${c}::text`).join(', ')}]`;
  const found = await patiently<{ live: string[] | null; rebuilt: string[] | null }>(
    client,
    `select case when l.${LAST_POSITION} is not null then ${row('l')} end as live,
       case when r.${LAST_POSITION} is not null then ${row('r')} end as rebuilt
     from ${tableNameOf(projection, live)} l
     full join ${tableNameOf(projection, rebuilt)} r on ${keys.map((k) => `l.${k} = r.${k}`).join(' and ')}
     where ${row('l')} is distinct from ${row('r')} limit ${DIFFERENT_ROWS_MAX}`,
  );
  const names = [...Object.keys(projection.columns), LAST_POSITION];
  const objectOf = (texts: string[] | null): object | undefined =>
    texts ? Object.fromEntries(names.map((name, i) => [name, texts[i]])) : undefined;
  return found.flatMap((pair) => differencesOf(projection, objectOf(pair.rebuilt), objectOf(pair.live)));
}

function allColumns(projection: Projection): string[] {
  return [...tableShapeOf(projection).columns.map(({ name }) => quotedColumn(name)), LAST_POSITION];
}
