import { ClientBase, Pool } from 'pg';
import { EventStore, historyOf, Position, PositionRefused } from '@ledgerline/platform/eventstore';
import { Projection } from './projection';
import { tableShapeOf } from './table-shape';

export type ProjectionState = 'running' | 'halted' | 'paused';

/** How far a read model has come, and who may move it. */
export interface Checkpoint {
  readonly name: string;
  readonly version: number;
  readonly shape: string;
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
  readonly epoch: bigint;
  readonly from: Position | undefined;
  readonly to: Position | undefined;
  readonly bad?: { readonly position: Position; readonly error: Error };
  readonly halts: boolean;
  readonly skipped: number;
}

const COLUMNS =
  'name, version, shape, position, epoch, state, error, error_position as "errorPosition", skipped, ' +
  'updated_at as "updatedAt"';
const NAMED = '(name, version) in (select * from unnest($1::text[], $2::int[]))';

export async function readCheckpoints(
  db: Pool | ClientBase,
  projections: readonly Projection[],
): Promise<readonly Checkpoint[]> {
  const { rows } = await db.query<Checkpoint>(
    `select ${COLUMNS} from projections.checkpoints where ${NAMED}`,
    namesAndVersions(projections),
  );
  return rows;
}

/**
 * Raises the epoch of each read model: whoever projected them before finds no checkpoint to move any more.
 */
export async function takeOver(
  pool: Pool,
  store: EventStore,
  projections: readonly Projection[],
): Promise<readonly Checkpoint[]> {
  const found = await readCheckpoints(pool, projections);
  const head = await store.head();
  for (const projection of projections) {
    const checkpoint = found.find((c) => c.name === projection.name && c.version === projection.version);
    refuseForeign(store, head, projection, checkpoint);
  }
  const { rows } = await pool.query<Checkpoint>(
    `update projections.checkpoints set epoch = epoch + 1, updated_at = now() where ${NAMED} returning ${COLUMNS}`,
    namesAndVersions(projections),
  );
  return rows;
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
  ]);
  return rowCount === moves.length;
}

const MOVE = `
  update projections.checkpoints c
  set position = m.next, state = m.state, skipped = c.skipped + m.skipped, updated_at = now(),
      error = coalesce(m.error, c.error), error_position = coalesce(m.error_position, c.error_position)
  from unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
              $9::bigint[])
       as m(name, version, epoch, was, next, state, error, error_position, skipped)
  where c.name = m.name and c.version = m.version and c.epoch = m.epoch and c.state = 'running'
    and c.position is not distinct from m.was`;

/**
 * Lets a halted or paused read model run again from where it stopped; a running projector picks it up by
 * itself. The event that halted it is folded again, so its cause must be mended first.
 */
export async function resumeProjection(pool: Pool, projection: Projection): Promise<void> {
  await pool.query(
    `update projections.checkpoints set state = 'running', error = null, error_position = null, updated_at = now()
     where name = $1 and version = $2 and state <> 'running'`,
    [projection.name, projection.version],
  );
}

/** Stops a read model where it stands, without an error; its rows stay and can be queried. */
export async function pauseProjection(pool: Pool, projection: Projection): Promise<void> {
  await pool.query(
    `update projections.checkpoints set state = 'paused', updated_at = now()
     where name = $1 and version = $2 and state = 'running'`,
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

function namesAndVersions(projections: readonly Projection[]): [string[], number[]] {
  return [projections.map((p) => p.name), projections.map((p) => p.version)];
}
