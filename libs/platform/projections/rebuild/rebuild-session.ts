import { randomUUID } from 'node:crypto';
import { ClientBase, Pool, PoolClient } from 'pg';
import { EventStore, historyOf } from '@ledgerline/platform/eventstore';
import { beginBuild, dropBuild, reviveRetired } from '../builds';
import { Checkpoint } from '../checkpoints';
import { CREATE_LOCK } from '../create-read-models';
import { Projection } from '../projection';

/** Somebody is building this read model already; two would write one table. */
export class RebuildUnderWay extends Error {
  constructor(name: string) {
    super(`${name} is being rebuilt by another process: wait for it, or stop it; it can be gone on with`);
    this.name = 'RebuildUnderWay';
  }
}

const REBUILD_LOCK = 7_203_117;

/**
 * Holds the right to rebuild one read model: a lock of the session, gone with the process that held it.
 * @throws RebuildUnderWay
 */
export async function holdRebuild<T>(
  pool: Pool,
  { name }: Projection,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    const lock = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as held',
      [REBUILD_LOCK, name],
    );
    if (!lock.rows[0]!.held) throw new RebuildUnderWay(name);
    return await work(client);
  } finally {
    // The lock also goes with the connection, but a moment after it was closed.
    await client.query('rollback; select pg_advisory_unlock_all()').catch(() => undefined);
    client.release(true);
  }
}

/**
 * The table to go on with, taken over from whoever was building it. One that stands at a place this log
 * never had is thrown away: it was begun from another log, or from one that was restored since.
 */
export async function openBuild(
  client: ClientBase,
  store: EventStore,
  projection: Projection,
  goesBack: boolean,
): Promise<Checkpoint> {
  const head = await store.head();
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [CREATE_LOCK]);
  let build = goesBack ? await reviveRetired(client, projection) : await beginBuild(client, projection);
  const { position } = build;
  const isOfThisLog =
    position === null || (historyOf(store).has(position) && head !== undefined && position <= head);
  if (!isOfThisLog) {
    await dropBuild(client, projection, build);
    build = await beginBuild(client, projection);
  }
  const { rows } = await client.query<{ epoch: bigint }>(
    `update projections.checkpoints
     set epoch = epoch + 1, projector = $4, state = 'running', error = null, error_position = null
     where name = $1 and version = $2 and build = $3 returning epoch`,
    [build.name, build.version, build.build, `rebuild ${randomUUID()}`],
  );
  await client.query('commit');
  return { ...build, state: 'running', epoch: rows[0]!.epoch };
}
