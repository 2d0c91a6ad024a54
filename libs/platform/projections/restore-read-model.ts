import { ClientBase } from 'pg';
import { keepOnlyLive } from './builds';
import { Checkpoint, readCheckpoints } from './checkpoints';
import { createReadModel } from './create-read-models';
import { Projection } from './projection';
import { LAST_POSITION, tableShapeOf } from './table-shape';

/** A checkpoint on paper: bigints as texts, and nothing of whoever projects. */
export interface StoredCheckpoint {
  readonly name: string;
  readonly version: number;
  readonly shape: string;
  readonly position: string | null;
  readonly state: string;
  readonly error: string | null;
  readonly errorPosition: string | null;
  readonly skipped: string;
}

/** What a copy of a read model is made from; undefined where it has no table yet. */
export async function readModelSource(
  client: ClientBase,
  projection: Projection,
): Promise<{ view: string; columns: readonly string[]; checkpoint: StoredCheckpoint } | undefined> {
  const [found] = await readCheckpoints(client, [projection]);
  if (!found) return undefined;
  const { view, columns } = tableShapeOf(projection);
  const names = [...columns.map(({ name }) => name), LAST_POSITION];
  return { view, columns: names, checkpoint: stored(found) };
}

/**
 * Brings rows and checkpoint to what `from` says, or back to the beginning where it is absent or of another
 * shape; raises the epoch, so that nobody goes on from what was there. Within the client's transaction.
 * @param copy fills the empty table
 * @returns whether the rows came from the copy
 */
export async function restoreReadModel(
  client: ClientBase,
  projection: Projection,
  from: StoredCheckpoint | undefined,
  copy: (table: string) => Promise<void>,
): Promise<boolean> {
  await keepOnlyLive(client, projection);
  await createReadModel(client, projection);
  const { view, hash } = tableShapeOf(projection);
  const table = await tableBehind(client, view);
  await client.query(`truncate ${table}`);
  const usable = from?.shape === hash ? from : undefined;
  if (usable) await copy(table);
  await client.query(
    `update projections.checkpoints set position = $3, state = $4, error = $5, error_position = $6, skipped = $7,
       epoch = epoch + 1, updated_at = now() where name = $1 and version = $2 and stage = 'live'`,
    [
      projection.name,
      projection.version,
      usable?.position ?? null,
      usable?.state ?? 'running',
      usable?.error ?? null,
      usable?.errorPosition ?? null,
      usable?.skipped ?? '0',
    ],
  );
  return usable !== undefined;
}

async function tableBehind(client: ClientBase, view: string): Promise<string> {
  const { rows } = await client.query<{ table: string }>(
    `select distinct d.refobjid::regclass::text as table from pg_depend d join pg_rewrite r on r.oid = d.objid
     where r.ev_class = to_regclass($1) and d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class`,
    [view],
  );
  if (rows.length !== 1) throw new Error(`${view} does not show exactly one table`);
  return rows[0]!.table;
}

function stored({ name, version, shape, position, state, error, errorPosition, skipped }: Checkpoint) {
  return { name, version, shape, position, state, error, errorPosition, skipped: skipped.toString() };
}
