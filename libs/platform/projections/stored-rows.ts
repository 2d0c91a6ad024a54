import { ClientBase, Pool } from 'pg';
import { FoldedRow } from './fold-in-memory';
import { Projection } from './projection';
import { LAST_POSITION, quotedColumn, tableNameOf, tableShapeOf } from './table-shape';

/**
 * Every row as the live table holds it, or that of a build, in no order: what {@link foldInMemory} is
 * compared with, by digest.
 */
export async function storedRows<Row extends object>(
  db: Pool | ClientBase,
  projection: Projection<Row>,
  build?: number,
): Promise<readonly FoldedRow<Row>[]> {
  const { view, columns } = tableShapeOf(projection);
  const table = build === undefined ? view : tableNameOf(projection, build);
  const names = [...columns.map(({ name }) => quotedColumn(name)), LAST_POSITION];
  const { rows } = await db.query<FoldedRow<Row>>(`select ${names.join(', ')} from ${table}`);
  return rows;
}
