import { ClientBase, Pool } from 'pg';
import { Position } from '@ledgerline/platform/eventstore';
import { Checkpoint, CHECKPOINT_COLUMNS } from './checkpoints';
import { Projection } from './projection';

/** A bad event that somebody let a halted read model pass over, and answers for. */
export interface Skip {
  readonly name: string;
  readonly position: Position;
  readonly error: string;
  readonly who: string;
  readonly reason: string;
  readonly at: string;
}

/** There is nothing to skip: only the event at which a read model halted can be passed over. */
export class NothingToSkip extends Error {
  constructor(name: string, state: string | undefined) {
    super(`${name} is ${state ?? 'not there yet'}: only the event that halted it can be skipped`);
    this.name = 'NothingToSkip';
  }
}

/**
 * Lets a halted read model pass over the one event it halted at, and records who decided it and why. The
 * epoch is raised: a projector that still knows the halt moves nothing and then carries on by itself.
 *
 * @throws NothingToSkip for a read model that is not halted
 */
export async function skipEvent(
  pool: Pool,
  { name, version }: Projection,
  by: { readonly who: string; readonly reason: string },
): Promise<Skip> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<Checkpoint>(
      `select ${CHECKPOINT_COLUMNS} from projections.checkpoints
       where stage = 'live' and name = $1 and version = $2 for update`,
      [name, version],
    );
    const [halted] = rows;
    if (halted?.state !== 'halted') throw new NothingToSkip(name, halted?.state);
    const { rows: skips } = await client.query<Skip>(
      `insert into projections.skips (name, version, build, position, error, who, reason)
       values ($1, $2, $3, $4, $5, $6, $7) returning name, position, error, who, reason, at`,
      [name, version, halted.build, halted.errorPosition, halted.error, by.who, by.reason],
    );
    await client.query(
      `update projections.checkpoints set position = error_position, state = 'running', skipped = skipped + 1,
         epoch = epoch + 1, updated_at = now()
       where name = $1 and version = $2 and build = $3`,
      [name, version, halted.build],
    );
    await client.query('commit');
    client.release();
    return skips[0]!;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Everything that was ever skipped, the latest first. */
export async function readSkips(db: Pool | ClientBase, name?: string): Promise<readonly Skip[]> {
  const { rows } = await db.query<Skip>(
    `select name, position, error, who, reason, at from projections.skips
     where $1::text is null or name = $1 order by at desc, position desc`,
    [name ?? null],
  );
  return rows;
}

/** Positions that a read model may pass over when it is built or recomputed and cannot fold them. */
export async function forgivenOf(db: Pool | ClientBase, name: string): Promise<ReadonlySet<Position>> {
  return new Set((await readSkips(db, name)).map(({ position }) => position));
}
