import { ClientBase, Pool } from 'pg';
import { createIndexes, createTable, pointView } from './build-tables';
import { beginBuild, beginLive } from './builds';
import { readLive } from './checkpoints';
import { Projection } from './projection';
import { tableShapeOf } from './table-shape';

/** Two processes that start at once must not create the same table twice; any constant of our own will do. */
export const CREATE_LOCK = 7_203_116;

/**
 * Creates what is missing of every read model: schema, table `<name>_v<version>`, indexes, checkpoint, and
 * the view `<name>`. Where another version is live its table stays shown, and that of the new version is
 * begun beside it (the projector builds it and swaps). Running it again changes nothing; all of it happens
 * or none.
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

/** What is live keeps being shown; a version that is not live yet gets a table beside it. */
export async function createReadModel(client: ClientBase, projection: Projection): Promise<void> {
  const [live] = await readLive(client, [projection]);
  if (live && live.version !== projection.version) {
    await beginBuild(client, projection);
    return;
  }
  if (live && live.shape !== tableShapeOf(projection).hash) throw new ReadModelChanged(projection);
  if (!live) await beginLive(client, projection);
  const build = live?.build ?? 1;
  await createTable(client, projection, build);
  await createIndexes(client, projection, build);
  await pointView(client, projection, build);
}
