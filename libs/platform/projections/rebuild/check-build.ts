import { Position } from '@ledgerline/platform/eventstore';
import { foldHashOf } from '../fold-hash';
import { BuildLane } from './build-lane';
import { differentRows, digestOfTable } from './compare-tables';
import { checkSample } from './check-sample';
import { BuildToCheck, TableCheck } from './table-check';

/** Whatever the fold is, its rows keep their invariants; then they equal the live ones, or a sample. */
export async function checkBuild(given: BuildToCheck): Promise<TableCheck> {
  const { projection, live, lane } = given;
  const isSameFold = live.version === projection.version && live.fold === foldHashOf(projection);
  const isAhead = live.position !== null && lane.position !== undefined && lane.position > live.position;
  return isSameFold && !isAhead ? compareWithLive(given) : checkSample(given);
}

/**
 * The live table moves on while it is being read, so the new one is brought to exactly the place that the
 * digest of the live one reflects. Where they differ the live one is held still, to name the rows.
 */
async function compareWithLive({ client, projection, lane, live, build }: BuildToCheck): Promise<TableCheck> {
  const old = await digestOfTable(client, projection, live.build);
  const { position } = old;
  if (!(await lane.foldUpTo(position ?? undefined))) return haltedCheck(lane, position);
  const rebuilt = await digestOfTable(client, projection, build.build);
  const rows = Number(rebuilt.rows);
  if (rebuilt.rows === old.rows && rebuilt.digest === old.digest) {
    return { kind: 'digest', rows, position, differences: [] };
  }
  await client.query('begin');
  try {
    const held = await client.query<{ position: Position | null }>(
      `select position from projections.checkpoints
       where name = $1 and version = $2 and build = $3 for update`,
      [live.name, live.version, live.build],
    );
    if (!(await lane.foldUpTo(held.rows[0]!.position ?? undefined))) return haltedCheck(lane, position);
    const differences = await differentRows(client, projection, { live: live.build, rebuilt: build.build });
    return { kind: 'digest', rows, position, differences };
  } finally {
    await client.query('rollback');
  }
}

function haltedCheck(lane: BuildLane, position: Position | null): TableCheck {
  return { kind: 'digest', rows: 0, position, differences: [], halted: lane.halted! };
}
