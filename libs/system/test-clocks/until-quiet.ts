import { setTimeout as pauseFor } from 'node:timers/promises';
import type { Pool } from 'pg';
import { EventStore, historyOf, Position } from '@ledgerline/platform/eventstore';
import type { Projection, ReadModels } from '@ledgerline/platform/projections';
import { ADVANCE_TEST_CLOCK } from './advance-test-clock-when-asked';

export interface Quieting {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly models: Pick<ReadModels, 'readAtLeast'>;
  readonly projections: readonly Projection[];
}

const LOOK_AGAIN_MS = 10;
const READ_MODELS_MS_MAX = 15_000;
/** What was tried this often waits for something that the clock's standing still does not bring. */
const ATTEMPTS_WAITED_FOR = 4;

const STANDING = `
  select position, (
    select count(*)::int from reactions.items
    where state = 'waiting' and reaction <> $1 and (due_at <= now() or attempts < $2)
  ) as pending
  from reactions.checkpoint`;

/**
 * Resolves when reactions and read models have come to the end of the log and nothing was appended meanwhile.
 * @throws ReadModelBehind where no projector keeps up, or what the signal was aborted with
 */
export async function untilQuiet(
  { pool, store, models, projections }: Quieting,
  signal: AbortSignal,
): Promise<void> {
  const history = historyOf(store);
  const reached = (position: Position | null, head: Position) =>
    position !== null && history.sequenceOf(position) >= history.sequenceOf(head);
  for (;;) {
    const head = await store.head();
    if (head === undefined) return;
    for (;;) {
      signal.throwIfAborted();
      const { rows } = await pool.query<{ position: Position | null; pending: number }>(STANDING, [
        ADVANCE_TEST_CLOCK,
        ATTEMPTS_WAITED_FOR,
      ]);
      if (reached(rows[0]!.position, head) && rows[0]!.pending === 0) break;
      await pauseFor(LOOK_AGAIN_MS);
    }
    await models.readAtLeast(projections, head, READ_MODELS_MS_MAX);
    if ((await store.head()) === head) return;
  }
}
