import { Projection } from './projection';
import { LAST_POSITION, quotedColumn, sqlTypeOf, tableNameOf, tableShapeOf } from './table-shape';

/**
 * Loads rows by key; one array parameter per key column. The lateral form leaves the planner one way: an
 * index probe per key. A plain join on `unnest` was seen to turn into a nested loop over both sides (5.4 s
 * for 4,000 keys).
 */
export function loadStatement(projection: Projection, build: number): string {
  const table = tableNameOf(projection, build);
  const { columns, key } = tableShapeOf(projection);
  const arrays = key.map((column, i) => `$${i + 1}::${sqlTypeOf(projection.columns[column]!)}[]`);
  const names = key.map((_, i) => `k${i}`);
  const matches = key.map((column, i) => `t.${quotedColumn(column)} = keys.k${i}`);
  const wanted = columns.map(({ name }) => `t.${quotedColumn(name)}`);
  return (
    `select loaded.* from unnest(${arrays.join(', ')}) as keys(${names.join(', ')}) ` +
    `cross join lateral (select ${wanted.join(', ')} from ${table} t ` +
    `where ${matches.join(' and ')} limit 1) loaded`
  );
}

/** Writes rows; one array parameter per column, the last one for `last_position`. */
export function writeStatement(projection: Projection, build: number): string {
  const table = tableNameOf(projection, build);
  const { columns, key } = tableShapeOf(projection);
  const names = [...columns.map(({ name }) => name), LAST_POSITION];
  const types = [...columns.map(({ type }) => sqlTypeOf(type)), 'text'];
  const arrays = types.map((type, i) => `$${i + 1}::${type}[]`);
  const insert =
    `insert into ${table} (${names.map(quotedColumn).join(', ')}) ` +
    `select * from unnest(${arrays.join(', ')})`;
  if (projection.appendOnly) return insert;
  const updated = names.filter((name) => !key.includes(name)).map(quotedColumn);
  const assignments = updated.map((name) => `${name} = excluded.${name}`);
  return `${insert} on conflict (${key.map(quotedColumn).join(', ')}) do update set ${assignments.join(', ')}`;
}
