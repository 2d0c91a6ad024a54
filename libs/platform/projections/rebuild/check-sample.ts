import { quotedColumn, tableNameOf } from '../table-shape';
import { brokenBalances } from '../verify/balanced-columns';
import { compareRows } from '../verify/compare-rows';
import { decodedOnce, IndependentFold } from '../verify/independent-fold';
import { isInBucket } from '../verify/key-bucket';
import { pagesFor } from '../verify/log-pages';
import { RowDifference } from '../verify/row-difference';
import { chosenRows, countRows, RowChoice } from '../verify/row-sources';
import { BuildToCheck, TableCheck } from './table-check';

const SAMPLE_STREAMS = 25;
const SAMPLE_ROWS = 500;

/**
 * Recomputes some rows in memory and compares. Where a row belongs to one stream, some streams are read
 * alone; a read model over all streams is recomputed from the whole log.
 */
export async function checkSample(given: BuildToCheck): Promise<TableCheck> {
  const { projection, build, lane, client } = given;
  const source = { projection, table: tableNameOf(projection, build.build) };
  const read = async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(sql, [...values])).rows;
  const rows = await countRows(read, source);
  const choices: RowChoice[] = projection.streamOf
    ? await sampleStreams(given, source.table)
    : [
        {
          kind: 'bucket',
          bucket: { seed: 'rebuild', buckets: Math.ceil(rows / SAMPLE_ROWS) || 1, bucket: 0 },
        },
      ];
  const differences: RowDifference[] = [];
  for (const choice of choices) {
    const held = await chosenRows(read, source, choice);
    differences.push(...brokenBalances(projection, held), ...(await recompute(given, choice, held)));
  }
  return { kind: 'sample', rows, position: lane.position ?? null, differences };
}

async function sampleStreams({ client, projection }: BuildToCheck, table: string): Promise<RowChoice[]> {
  const { prefix, column } = projection.streamOf!;
  const { rows } = await client.query<{ owner: string }>(
    `select owner from (select distinct ${quotedColumn(column)} as owner from ${table} limit 10000) owners
     order by md5(owner) limit ${SAMPLE_STREAMS}`,
  );
  return rows.map(({ owner }) => ({ kind: 'stream', stream: prefix + owner }));
}

async function recompute(
  given: BuildToCheck,
  choice: RowChoice,
  held: readonly object[],
): Promise<readonly RowDifference[]> {
  const { projection, lane, decode, forgiven } = given;
  const wants = choice.kind === 'bucket' ? isInBucket(projection, choice.bucket) : () => true;
  const fold = new IndependentFold({ projection, upTo: lane.position, wants, forgiven });
  for await (const page of pagesFor(given.store, choice, lane.position)) {
    for (const recorded of page) fold.take(recorded, decodedOnce(decode, recorded));
  }
  return compareRows(fold, held);
}
