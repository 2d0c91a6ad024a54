import { ClientBase, Pool } from 'pg';
import { createTable } from './build-tables';
import { Checkpoint, CHECKPOINT_COLUMNS } from './checkpoints';
import { foldHashOf } from './fold-hash';
import { Projection } from './projection';
import { tableNameOf, tableShapeOf } from './table-shape';

/** Every table of a read model, of every version, the newest first. */
export async function readBuilds(
  db: Pool | ClientBase,
  { name }: Pick<Projection, 'name'>,
): Promise<readonly Checkpoint[]> {
  const { rows } = await db.query<Checkpoint>(
    `select ${CHECKPOINT_COLUMNS} from projections.checkpoints where name = $1
     order by version desc, build desc`,
    [name],
  );
  return rows;
}

/** The first table of a read model nobody has seen yet: live at once, for there is nothing to wait for. */
export async function beginLive(client: ClientBase, projection: Projection): Promise<void> {
  await createTable(client, projection, 1);
  await insertBuild(client, projection, 1, 'live');
}

/**
 * The table that is being built beside the live one. One that was begun with the same columns and the same
 * fold is gone on with; any other leftover is thrown away.
 */
export async function beginBuild(client: ClientBase, projection: Projection): Promise<Checkpoint> {
  const builds = await readBuilds(client, projection);
  const begun = builds.find((build) => build.stage === 'building');
  if (begun && isOf(projection, begun)) return begun;
  if (begun) await dropBuild(client, projection, begun);
  const numbers = builds.filter((b) => b.version === projection.version).map((b) => b.build);
  const build = Math.max(0, ...numbers) + 1;
  await createTable(client, projection, build);
  return insertBuild(client, projection, build, 'building');
}

/** Makes the retired table of this version the one being built: it goes on from where it was left. */
export async function reviveRetired(client: ClientBase, projection: Projection): Promise<Checkpoint> {
  const builds = await readBuilds(client, projection);
  const retired = builds.find((build) => build.stage === 'retired' && build.version === projection.version);
  if (!retired) {
    throw new Error(`${projection.name} version ${projection.version} has no earlier table to go back to`);
  }
  const begun = builds.find((build) => build.stage === 'building');
  if (begun) await dropBuild(client, projection, begun);
  await client.query(
    `update projections.checkpoints set stage = 'building', state = 'running', error = null,
       error_position = null, epoch = epoch + 1
     where name = $1 and version = $2 and build = $3`,
    [retired.name, retired.version, retired.build],
  );
  return { ...retired, stage: 'building', state: 'running', epoch: retired.epoch + 1n };
}

/** Table and checkpoint go together; never those of a live build. */
export async function dropBuild(
  client: ClientBase,
  { schema }: Projection,
  { name, version, build }: Pick<Checkpoint, 'name' | 'version' | 'build'>,
): Promise<void> {
  const { rowCount } = await client.query(
    `delete from projections.checkpoints
     where name = $1 and version = $2 and build = $3 and stage <> 'live'`,
    [name, version, build],
  );
  if (rowCount === 0) return;
  const table = tableNameOf({ schema, name, version } as Projection, build);
  await client.query(`drop table if exists ${table}`);
}

/** For a database that is being restored: only a live table of this version stays, to be filled anew. */
export async function keepOnlyLive(client: ClientBase, projection: Projection): Promise<void> {
  for (const found of await readBuilds(client, projection)) {
    if (found.stage === 'live' && found.version === projection.version) continue;
    if (found.stage === 'live') await hide(client, projection, found);
    await dropBuild(client, projection, found);
  }
}

async function hide(client: ClientBase, projection: Projection, live: Checkpoint): Promise<void> {
  await client.query(`drop view if exists ${tableShapeOf(projection).view}`);
  await client.query(
    `update projections.checkpoints set stage = 'retired' where name = $1 and version = $2 and build = $3`,
    [live.name, live.version, live.build],
  );
}

function isOf(projection: Projection, { version, shape, fold }: Checkpoint): boolean {
  const isSameShape = version === projection.version && shape === tableShapeOf(projection).hash;
  return isSameShape && fold === foldHashOf(projection);
}

async function insertBuild(
  client: ClientBase,
  projection: Projection,
  build: number,
  stage: 'live' | 'building',
): Promise<Checkpoint> {
  const { name, version } = projection;
  const { rows } = await client.query<Checkpoint>(
    `insert into projections.checkpoints (name, version, build, stage, shape, fold)
     values ($1, $2, $3, $4, $5, $6) returning ${CHECKPOINT_COLUMNS}`,
    [name, version, build, stage, tableShapeOf(projection).hash, foldHashOf(projection)],
  );
  return rows[0]!;
}
