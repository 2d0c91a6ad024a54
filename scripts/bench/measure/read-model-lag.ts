import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'pg';
import { EventStore } from '@ledgerline/platform/eventstore';
import { readCheckpoints } from '@ledgerline/platform/projections';
import { projections } from '@ledgerline/system';

const POLL_MS = 10;
const WAIT_MS_MAX = 120_000;

/**
 * Milliseconds until every read model shows what the log holds now: the lag at the end of a load, for a
 * reader who asks at that moment has to wait so long.
 */
export async function readModelLagMs(store: EventStore, pool: Pool): Promise<number> {
  const startedAtMs = performance.now();
  const head = await store.head();
  if (head === undefined) return 0;
  for (;;) {
    const checkpoints = await readCheckpoints(pool, projections);
    const isCaughtUp = ({ position }: { position: string | null }) => position !== null && position >= head;
    if (checkpoints.length === projections.length && checkpoints.every(isCaughtUp)) {
      return performance.now() - startedAtMs;
    }
    const halted = checkpoints.find(({ state }) => state !== 'running');
    if (halted) throw new Error(`read model ${halted.name} is ${halted.state}: ${halted.error}`);
    if (performance.now() - startedAtMs > WAIT_MS_MAX) throw new Error('the read models do not catch up');
    await delay(POLL_MS);
  }
}
