import { ClientBase, DatabaseError, PoolClient } from 'pg';
import { pointView } from '../build-tables';
import { dropBuild, readBuilds } from '../builds';
import { Checkpoint, CHECKPOINT_COLUMNS } from '../checkpoints';
import { COMMITTED_CHANNEL } from '../lane';
import { Projection } from '../projection';
import { pause } from '../turn';
import { BuildLane } from './build-lane';

/** A query that runs for long keeps the view; so long is waited for it while others queue behind us. */
const LOCK_TIMEOUT_MS = 500;
const ATTEMPTS_MAX = 60;
const ATTEMPT_PAUSE_MS = 500;

/**
 * Shows a finished table in place of the live one, in one transaction: whoever reads sees all of the old one
 * or all of the new one. The live table stands still while the last events are folded, so nothing is missed;
 * the epoch is raised, and the projector that was at work goes on with the new table.
 *
 * @returns the table that was live and is kept; undefined where the fold halted on the last events
 */
export async function swapTable(
  client: PoolClient,
  projection: Projection,
  lane: BuildLane,
  build: Checkpoint,
): Promise<Checkpoint | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptSwap(client, projection, lane, build);
    } catch (error) {
      await client.query('rollback');
      if (!isBusy(error) || attempt >= ATTEMPTS_MAX) throw error;
      await pause(ATTEMPT_PAUSE_MS);
    }
  }
}

async function attemptSwap(
  client: ClientBase,
  projection: Projection,
  lane: BuildLane,
  build: Checkpoint,
): Promise<Checkpoint | undefined> {
  await client.query('begin');
  await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
  const { rows } = await client.query<Checkpoint>(
    `select ${CHECKPOINT_COLUMNS} from projections.checkpoints where stage = 'live' and name = $1 for update`,
    [projection.name],
  );
  const live = rows[0]!;
  if (!(await lane.foldUpTo(live.position ?? undefined))) {
    await client.query('rollback');
    return undefined;
  }
  await setStage(client, live, 'retired');
  await client.query(
    `update projections.checkpoints
     set stage = 'live', epoch = $4, projector = $5, state = $6, updated_at = now()
     where name = $1 and version = $2 and build = $3`,
    [build.name, build.version, build.build, live.epoch + build.epoch + 1n, live.projector, stateAfter(live)],
  );
  await pointView(client, projection, build.build);
  await client.query('commit');
  await client.query(`notify ${COMMITTED_CHANNEL}`);
  return live;
}

/** What was paused stays paused; what was halted runs, for the new table stands beyond the halt. */
function stateAfter({ state }: Checkpoint): string {
  return state === 'paused' ? 'paused' : 'running';
}

async function setStage(client: ClientBase, { name, version, build }: Checkpoint, stage: string) {
  await client.query(
    `update projections.checkpoints set stage = $4, epoch = epoch + 1, updated_at = now()
     where name = $1 and version = $2 and build = $3`,
    [name, version, build, stage],
  );
}

/** One retired table is kept, for going back; those before it go. */
export async function dropOlder(client: ClientBase, projection: Projection, kept: Checkpoint): Promise<void> {
  const builds = await readBuilds(client, projection);
  const older = builds.filter(
    (b) => b.stage === 'retired' && (b.version !== kept.version || b.build !== kept.build),
  );
  await client.query('begin');
  for (const build of older) await dropBuild(client, projection, build);
  await client.query('commit');
}

function isBusy(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '55P03' || error.code === '40P01');
}
