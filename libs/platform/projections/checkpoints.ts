import { ClientBase, Pool } from 'pg';
import { EventStore, historyOf, Position, PositionRefused } from '@ledgerline/platform/eventstore';
import { Projection } from './projection';
import { tableShapeOf } from './table-shape';

export type ProjectionState = 'running' | 'halted' | 'paused';

/** `live`: the view shows it. `building`: made beside it. `retired`: was live before, kept for going back. */
export type BuildStage = 'live' | 'building' | 'retired';

/** How far a read model's table has come, and who may move it. */
export interface Checkpoint {
  readonly name: string;
  readonly version: number;
  /** Tables of one version are numbered from 1. */
  readonly build: number;
  readonly stage: BuildStage;
  readonly shape: string;
  /** Hash of the functions that the table was begun with. */
  readonly fold: string;
  /** Who projects it; null before anybody did. */
  readonly projector: string | null;
  /** Everything up to here is in the rows; null before the first event. */
  readonly position: Position | null;
  readonly epoch: bigint;
  readonly state: ProjectionState;
  readonly error: string | null;
  readonly errorPosition: Position | null;
  readonly skipped: bigint;
  readonly updatedAt: string;
}

/** Somebody else projects these read models now; this projector must stop and not come back by itself. */
export class ProjectorFenced extends Error {
  constructor(names: readonly string[]) {
    super(`another projector took over ${names.join(', ')}: this one stops`);
    this.name = 'ProjectorFenced';
  }
}

/** A checkpoint does not belong to this log, or there is none: projecting on would mix two histories. */
export class CheckpointRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CheckpointRefused';
  }
}

/** One step of one read model: from the place it stood at to the next, with what was met on the way. */
export interface CheckpointMove {
  readonly projection: Projection;
  readonly build: number;
  readonly epoch: bigint;
  readonly from: Position | undefined;
  readonly to: Position | undefined;
  readonly bad?: { readonly position: Position; readonly error: Error };
  readonly halts: boolean;
  readonly skipped: number;
}

export const CHECKPOINT_COLUMNS =
  'name, version, build, stage, shape, fold, projector, position, epoch, state, error, ' +
  'error_position as "errorPosition", skipped, updated_at as "updatedAt"';

/**
 * The checkpoints of the live tables. One that still is of another version than asked for is left out: its
 * rows mean something else.
 */
export async function readCheckpoints(
  db: Pool | ClientBase,
  projections: readonly Projection[],
): Promise<readonly Checkpoint[]> {
  const live = await readLive(db, projections);
  return live.filter((c) => projections.some((p) => p.name === c.name && p.version === c.version));
}

/** The same, whatever version is live. */
export async function readLive(
  db: Pool | ClientBase,
  projections: readonly Projection[],
): Promise<readonly Checkpoint[]> {
  const { rows } = await db.query<Checkpoint>(
    `select ${CHECKPOINT_COLUMNS} from projections.checkpoints where stage = 'live' and name = any($1)`,
    [projections.map((p) => p.name)],
  );
  return rows;
}

/** Read models whose live table is of another version: theirs is being built beside it. */
export async function notLiveYet(
  db: Pool | ClientBase,
  projections: readonly Projection[],
): Promise<readonly Projection[]> {
  const live = await readCheckpoints(db, projections);
  return projections.filter((p) => !live.some((c) => c.name === p.name));
}

/**
 * Raises the epoch of each read model, also of one whose live table is an older version: whoever projected
 * them before finds no checkpoint to move any more.
 */
export async function takeOver(
  pool: Pool,
  store: EventStore,
  projections: readonly Projection[],
  projector: string,
): Promise<void> {
  const live = await readCheckpoints(pool, projections);
  const building = await versionsBegun(pool, projections);
  const head = await store.head();
  for (const projection of projections) {
    const checkpoint = live.find((c) => c.name === projection.name);
    if (!checkpoint && building.has(projection.name)) continue;
    refuseForeign(store, head, projection, checkpoint);
  }
  await pool.query(
    `update projections.checkpoints set epoch = epoch + 1, projector = $2, updated_at = now()
     where stage = 'live' and name = any($1)`,
    [projections.map((p) => p.name), projector],
  );
}

async function versionsBegun(pool: Pool, projections: readonly Projection[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ name: string }>(
    `select name from projections.checkpoints where stage = 'building'
     and (name, version) in (select * from unnest($1::text[], $2::int[]))`,
    [projections.map((p) => p.name), projections.map((p) => p.version)],
  );
  return new Set(rows.map(({ name }) => name));
}

/**
 * All checkpoints move together, from exactly where this projector left them, or none does (answer: false).
 */
export async function moveCheckpoints(
  client: ClientBase,
  moves: readonly CheckpointMove[],
): Promise<boolean> {
  const { rowCount } = await client.query(MOVE, [
    moves.map((m) => m.projection.name),
    moves.map((m) => m.projection.version),
    moves.map((m) => m.epoch.toString()),
    moves.map((m) => m.from ?? null),
    moves.map((m) => m.to ?? null),
    moves.map((m) => (m.halts ? 'halted' : 'running')),
    moves.map((m) => m.bad?.error.message ?? null),
    moves.map((m) => m.bad?.position ?? null),
    moves.map((m) => m.skipped),
    moves.map((m) => m.build),
  ]);
  return rowCount === moves.length;
}

const MOVE = `
  update projections.checkpoints c
  set position = m.next, state = m.state, skipped = c.skipped + m.skipped, updated_at = now(),
      error = coalesce(m.error, c.error), error_position = coalesce(m.error_position, c.error_position)
  from unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
              $9::bigint[], $10::int[])
       as m(name, version, epoch, was, next, state, error, error_position, skipped, build)
  where c.name = m.name and c.version = m.version and c.build = m.build and c.epoch = m.epoch
    and c.state = 'running' and c.stage <> 'retired'
    and c.position is not distinct from m.was`;

/**
 * Lets a halted or paused read model run again from where it stopped; a running projector picks it up by
 * itself. The event that halted it is folded again, so its cause must be mended first.
 */
export async function resumeProjection(pool: Pool, projection: Projection): Promise<void> {
  await pool.query(
    `update projections.checkpoints set state = 'running', error = null, error_position = null, updated_at = now()
     where name = $1 and version = $2 and stage = 'live' and state <> 'running'`,
    [projection.name, projection.version],
  );
}

/** Stops a read model where it stands, without an error; its rows stay and can be queried. */
export async function pauseProjection(pool: Pool, projection: Projection): Promise<void> {
  await pool.query(
    `update projections.checkpoints set state = 'paused', updated_at = now()
     where name = $1 and version = $2 and stage = 'live' and state = 'running'`,
    [projection.name, projection.version],
  );
}

function refuseForeign(
  store: EventStore,
  head: Position | undefined,
  projection: Projection,
  checkpoint: Checkpoint | undefined,
): void {
  const { name, version } = projection;
  if (!checkpoint)
    throw new CheckpointRefused(`${name} version ${version} has no table yet: create it first`);
  if (checkpoint.shape !== tableShapeOf(projection).hash) {
    throw new CheckpointRefused(`the table of ${name} version ${version} was built from another definition`);
  }
  const { position } = checkpoint;
  if (position === null) return;
  try {
    historyOf(store).sequenceOf(position);
  } catch (error) {
    if (!(error instanceof PositionRefused)) throw error;
    throw new CheckpointRefused(
      `${name} stands at ${position}, a place in another log than ${store.storeId}: rebuild it, or connect its log ` +
        `(${error.message})`,
    );
  }
  if (head === undefined || position > head) {
    throw new CheckpointRefused(
      `${name} stands at ${position}, ahead of the log, which ends at ${head ?? 'its beginning'}: ` +
        `the log was restored from an older copy; rebuild the read model`,
    );
  }
}
