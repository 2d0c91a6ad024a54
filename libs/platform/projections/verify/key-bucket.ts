import { createHash } from 'node:crypto';
import { ColumnType, Projection } from '../projection';
import { quotedColumn } from '../table-shape';

/** A share of a read model's keys: those whose hash falls into one of so many buckets. */
export interface KeyBucket {
  readonly seed: string;
  readonly buckets: number;
  readonly bucket: number;
}

/** Neither a key nor a seed holds it. */
const SEPARATOR = '\u001f';

/** Whether a key belongs to the share. The table's rows are told by {@link bucketCondition}, the same way. */
export function isInBucket(projection: Projection, { seed, buckets, bucket }: KeyBucket) {
  if (buckets === 1) return () => true;
  return (key: object): boolean => {
    const parts = projection.key.map((column) => String((key as Record<string, unknown>)[column]));
    const hash = createHash('md5').update([seed, ...parts].join(SEPARATOR));
    return Number.parseInt(hash.digest('hex').slice(0, 8), 16) % buckets === bucket;
  };
}

/** The same question in SQL; `$1` is the seed. */
export function bucketCondition(projection: Projection, { buckets, bucket }: KeyBucket): string {
  if (buckets === 1) return '$1::text is not null';
  const parts = projection.key.map((column) =>
    TEXTS[projection.columns[column]!](`t.${quotedColumn(column)}`),
  );
  const hash = `md5(concat_ws(chr(31), $1::text, ${parts.join(', ')}))`;
  return `('x' || left(${hash}, 8))::bit(32)::bigint % ${buckets} = ${bucket}`;
}

/** How PostgreSQL spells a value as a fold holds it. */
const TEXTS: { readonly [T in ColumnType]: (column: string) => string } = {
  text: (column) => column,
  bigint: (column) => `${column}::text`,
  sum: (column) => `${column}::text`,
  integer: (column) => `${column}::text`,
  boolean: (column) => `${column}::text`,
  date: (column) => `to_char(${column}, 'YYYY-MM-DD')`,
  timestamp: (column) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  json: (column) => `${column}::text`,
};
