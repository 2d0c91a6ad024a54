import { createHash } from 'node:crypto';
import { ClientBase } from 'pg';
import { patiently } from './patiently';
import { Projection } from './projection';
import { columnTypeOf, LAST_POSITION, quotedColumn, tableNameOf, tableShapeOf } from './table-shape';

/**
 * A row is rewritten many times over. The free space in each page lets PostgreSQL put the new row version
 * beside the old one and leave every index alone (a "heap-only" update).
 */
const FILL_FACTOR_UPDATED = 70;

/** The table of one build with its primary key; nothing happens to one that is there. */
export async function createTable(client: ClientBase, projection: Projection, build: number): Promise<void> {
  const { columns, key } = tableShapeOf(projection);
  const definitions = [
    ...columns.map(({ name, type }) => `${quotedColumn(name)} ${columnTypeOf(type)}`),
    `${LAST_POSITION} ${columnTypeOf('text')} not null`,
    `primary key (${key.map(quotedColumn).join(', ')})`,
  ];
  const fillFactor = projection.appendOnly ? 100 : FILL_FACTOR_UPDATED;
  const table = tableNameOf(projection, build);
  await client.query(`create schema if not exists "${projection.schema}"`);
  await client.query(
    `create table if not exists ${table} (${definitions.join(', ')}) with (fillfactor = ${fillFactor})`,
  );
}

export async function createIndexes(
  client: ClientBase,
  projection: Projection,
  build: number,
): Promise<void> {
  for (const columns of projection.indexes) {
    await patiently(client, indexStatement(projection, build, columns));
  }
}

/** The index is named after its columns: a new column list is a new index and an old one is found again. */
function indexStatement(projection: Projection, build: number, columns: readonly string[]): string {
  const terms = columns.map((column) => {
    const [name, direction = ''] = column.split(' ');
    const known = name === LAST_POSITION || name! in projection.columns;
    if (!known || !/^(|asc|desc)$/i.test(direction)) {
      throw new Error(`index column "${column}" of ${projection.name} is not one of its columns`);
    }
    return `${quotedColumn(name!)} ${direction}`.trim();
  });
  const id = createHash('sha256').update(terms.join()).digest('hex').slice(0, 8);
  const suffix = build > 1 ? `_b${build}` : '';
  const name = `${projection.name.slice(0, 36)}_v${projection.version}${suffix}_${id}`;
  return `create index if not exists "${name}" on ${tableNameOf(projection, build)} (${terms.join(', ')})`;
}

/**
 * What queries name shows this build from the commit on. Replaced only when it shows another one: dropping a
 * view waits for every query on it.
 */
export async function pointView(client: ClientBase, projection: Projection, build: number): Promise<void> {
  const { view } = tableShapeOf(projection);
  const table = tableNameOf(projection, build);
  const { rows } = await client.query(
    `select from pg_depend d join pg_rewrite r on r.oid = d.objid
     where r.ev_class = to_regclass($1) and d.refobjid = to_regclass($2) limit 1`,
    [view, table],
  );
  if (rows.length > 0) return;
  await client.query(`drop view if exists ${view}`);
  await client.query(`create view ${view} as select * from ${table}`);
}
