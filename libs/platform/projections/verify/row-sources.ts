import { Position } from '@ledgerline/platform/eventstore';
import { Projection } from '../projection';
import { ReadRows } from '../read-models';
import { LAST_POSITION, quotedColumn, tableShapeOf } from '../table-shape';
import { bucketCondition, KeyBucket } from './key-bucket';

/** Which rows of a read model are looked at. */
export type RowChoice =
  | { readonly kind: 'bucket'; readonly bucket: KeyBucket }
  | { readonly kind: 'stream'; readonly stream: string };

/** Where the rows of a read model are read: its view, or a table that is not shown yet. */
export interface RowSource {
  readonly projection: Projection;
  readonly table: string;
}

/** The chosen rows as the table holds them. */
export function chosenRows(
  read: ReadRows,
  { projection, table }: RowSource,
  choice: RowChoice,
): Promise<object[]> {
  const { columns } = tableShapeOf(projection);
  const names = [...columns.map(({ name }) => quotedColumn(name)), LAST_POSITION].map((name) => `t.${name}`);
  const [condition, value] =
    choice.kind === 'bucket'
      ? [bucketCondition(projection, choice.bucket), choice.bucket.seed]
      : [`t.${quotedColumn(projection.streamOf!.column)} = $1`, ownerOf(projection, choice.stream)];
  return read(`select ${names.join(', ')} from ${table} t where ${condition}`, [value]);
}

/** The rows of a table, roughly where it is large: what decides how many passes a check takes. */
export async function countRows(read: ReadRows, { table }: RowSource): Promise<number> {
  const [found] = await read<{ rows: bigint }>(`select count(*) as rows from ${table}`);
  return Number(found!.rows);
}

/** Where each live read model stands, in the snapshot that the rows are read from. */
export async function positionsOf(
  read: ReadRows,
  projections: readonly Projection[],
): Promise<ReadonlyMap<string, Position | undefined>> {
  const found = await read<{ name: string; position: Position | null }>(
    `select name, position from projections.checkpoints where stage = 'live' and name = any($1)`,
    [projections.map(({ name }) => name)],
  );
  return new Map(found.map(({ name, position }) => [name, position ?? undefined]));
}

/** Whether a read model's rows of one stream can be told, and recomputed from that stream alone. */
export function hasRowsOf({ streamOf }: Projection, stream: string): boolean {
  return streamOf !== undefined && stream.startsWith(streamOf.prefix);
}

function ownerOf({ streamOf }: Projection, stream: string): string {
  return stream.slice(streamOf!.prefix.length);
}
