import { Pool } from 'pg';
import { EventStore, Position } from '@ledgerline/platform/eventstore';
import { Checkpoint, readCheckpoints } from './checkpoints';
import { Projection } from './projection';

/** How far one read model is behind the log. */
export interface ProjectionLag {
  readonly name: string;
  readonly state: Checkpoint['state'];
  readonly position: Position | null;
  /** Events in the log that its rows do not reflect yet. */
  readonly events: number;
  /** Age of the oldest of them, by the log's clock; 0 when there is none. */
  readonly seconds: number;
  readonly error: string | null;
  readonly errorPosition: Position | null;
  /** Events passed over since the table was made. */
  readonly skipped: bigint;
}

/** The lag of every read model; one question to the log per distinct position. */
export async function projectionLag(
  pool: Pool,
  store: EventStore,
  projections: readonly Projection[],
): Promise<readonly ProjectionLag[]> {
  const checkpoints = await readCheckpoints(pool, projections);
  const positions = [...new Set(checkpoints.map((c) => c.position))];
  const behind = new Map(
    await Promise.all(
      positions.map(async (position) => [position, await lagAfter(store, position)] as const),
    ),
  );
  return checkpoints.map(({ name, state, position, error, errorPosition, skipped }) => {
    return { name, state, position, ...behind.get(position)!, error, errorPosition, skipped };
  });
}

/** How far whoever stands at a position is behind the log. */
export async function lagAfter(
  store: EventStore,
  position: Position | null,
): Promise<{ events: number; seconds: number }> {
  const after = position ?? undefined;
  const [events, [oldest]] = await Promise.all([
    store.countAfter(after),
    store.readAll({ after, countMax: 1 }),
  ]);
  if (!oldest) return { events: 0, seconds: 0 };
  const now = await store.clock();
  return { events, seconds: Math.max(0, (now.getTime() - oldest.recordedAt.getTime()) / 1000) };
}
