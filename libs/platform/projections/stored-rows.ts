import { ClientBase, Pool } from 'pg';
import { FoldedRow } from './fold-in-memory';
import { Projection } from './projection';
import { LAST_POSITION, quotedColumn, tableShapeOf } from './table-shape';

/** Every row as the table holds it, in no order: what {@link foldInMemory} is compared with, by digest. */
export async function storedRows<Row extends object>(
  db: Pool | ClientBase,
  projection: Projection<Row>,
): Promise<readonly FoldedRow<Row>[]> {
  const { table, columns } = tableShapeOf(projection);
  const names = [...columns.map(({ name }) => quotedColumn(name)), LAST_POSITION];
  const { rows } = await db.query<FoldedRow<Row>>(`select ${names.join(', ')} from ${table}`);
  return rows;
}
