import { createHash } from 'node:crypto';
import { ClientBase, Pool } from 'pg';
import { Projection } from './projection';
import { columnTypeOf, LAST_POSITION, quotedColumn, tableShapeOf } from './table-shape';

/** Two processes that start at once must not create the same table twice; any constant of our own will do. */
const CREATE_LOCK = 7_203_116;

/**
 * Creates what is missing of every read model: schema, table `<name>_v<version>`, indexes, checkpoint, and
 * the view `<name>` on the newest version. Running it again changes nothing; all of it happens or none.
 *
 * @throws ReadModelChanged for a table whose columns or key changed without a new version
 */
export async function createReadModels(pool: Pool, projections: readonly Projection[]): Promise<void> {
  refuseDoubleNames(projections);
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [CREATE_LOCK]);
    for (const projection of projections) await createReadModel(client, projection);
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** A read model's definition does not match the table that was built by an earlier one. */
export class ReadModelChanged extends Error {
  constructor(projection: Projection) {
    super(
      `read model ${projection.name} changed its columns or key but is still version ${projection.version}: ` +
        `raise the version, so that it is rebuilt into a table of its own`,
    );
    this.name = 'ReadModelChanged';
  }
}

function refuseDoubleNames(projections: readonly Projection[]): void {
  const names = projections.map((p) => p.name);
  const double = names.find((name, i) => names.indexOf(name) !== i);
  if (double) throw new Error(`two read models are called ${double}`);
}

export async function createReadModel(client: ClientBase, projection: Projection): Promise<void> {
  await createCheckpoint(client, projection);
  await client.query(`create schema if not exists "${projection.schema}"`);
  await client.query(createTable(projection));
  for (const columns of projection.indexes) await client.query(createIndex(projection, columns));
  await pointView(client, projection);
}

async function createCheckpoint(client: ClientBase, projection: Projection): Promise<void> {
  const { hash } = tableShapeOf(projection);
  const { rows } = await client.query<{ shape: string }>(
    `with created as (
       insert into projections.checkpoints (name, version, shape) values ($1, $2, $3)
       on conflict do nothing returning shape)
     select shape from created
     union all select shape from projections.checkpoints where name = $1 and version = $2`,
    [projection.name, projection.version, hash],
  );
  if (rows.some((row) => row.shape !== hash)) throw new ReadModelChanged(projection);
}

/**
 * A row is rewritten many times over. The free space in each page lets PostgreSQL put the new row version
 * beside the old one and leave every index alone (a "heap-only" update).
 */
const FILL_FACTOR_UPDATED = 70;

function createTable(projection: Projection): string {
  const { table, columns, key } = tableShapeOf(projection);
  const definitions = [
    ...columns.map(({ name, type }) => `${quotedColumn(name)} ${columnTypeOf(type)}`),
    `${LAST_POSITION} ${columnTypeOf('text')} not null`,
    `primary key (${key.map(quotedColumn).join(', ')})`,
  ];
  const fillFactor = projection.appendOnly ? 100 : FILL_FACTOR_UPDATED;
  return `create table if not exists ${table} (${definitions.join(', ')}) with (fillfactor = ${fillFactor})`;
}

/**
 * The index is named after its columns, so a new column list is a new index and an old one is found again.
 */
function createIndex(projection: Projection, columns: readonly string[]): string {
  const { table } = tableShapeOf(projection);
  const terms = columns.map((column) => {
    const [name, direction = ''] = column.split(' ');
    const known = name === LAST_POSITION || name! in projection.columns;
    if (!known || !/^(|asc|desc)$/i.test(direction)) {
      throw new Error(`index column "${column}" of ${projection.name} is not one of its columns`);
    }
    return `${quotedColumn(name!)} ${direction}`.trim();
  });
  const id = createHash('sha256').update(terms.join()).digest('hex').slice(0, 8);
  const name = `${projection.name.slice(0, 40)}_v${projection.version}_${id}`;
  return `create index if not exists "${name}" on ${table} (${terms.join(', ')})`;
}

/** Replaced only when it points elsewhere: dropping a view waits for every query on it. */
async function pointView(client: ClientBase, projection: Projection): Promise<void> {
  const { table, view } = tableShapeOf(projection);
  const { rows } = await client.query(
    `select from pg_depend d join pg_rewrite r on r.oid = d.objid
     where r.ev_class = to_regclass($1) and d.refobjid = to_regclass($2) limit 1`,
    [view, table],
  );
  if (rows.length > 0) return;
  await client.query(`drop view if exists ${view}`);
  await client.query(`create view ${view} as select * from ${table}`);
}
