import { setTimeout as delay } from 'node:timers/promises';
import { createPool } from '@ledgerline/platform/postgres';
import { createReadModels, ProjectionRunner } from '@ledgerline/platform/projections';
import { decode, projections } from '@ledgerline/system';
import { openBenchStore } from '../log/bench-log';
import { CatchUpFigures } from '../report/figures';

const SECONDS_MAX = 15;
const POLL_MS = 20;

/** What the child tells. */
export type CatchUpNews =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly figures: CatchUpFigures }
  | { readonly kind: 'failed'; readonly message: string };

/** Builds every read model from the first event on, as a projector that was away for long would. */
async function catchUp(): Promise<CatchUpFigures> {
  const url = process.env.BENCH_DATABASE_URL!;
  const pool = createPool({ url, applicationName: 'bench-catch-up', connectionsMax: 4 });
  const store = await openBenchStore(process.env, { url, applicationName: 'bench-catch-up' });
  await createReadModels(pool, projections);
  const head = (await store.head()) ?? '';
  let [rowsWritten, eventsRead, reached] = [0, 0, ''];
  const observer = {
    batchCommitted: (batch: { rowsWritten: number; events: number; position: string }) => {
      reached = batch.position;
      rowsWritten += batch.rowsWritten;
      eventsRead += batch.events;
    },
  };
  const stop = new AbortController();
  const startedAtMs = performance.now();
  const running = new ProjectionRunner({ store, pool, projections, decode, observer }).run(stop.signal);
  const untilMs = startedAtMs + SECONDS_MAX * 1000;
  while (reached < head && performance.now() < untilMs) await delay(POLL_MS);
  const figures = { events: eventsRead, rowsWritten, seconds: (performance.now() - startedAtMs) / 1000 };
  stop.abort();
  await running;
  return { ...figures, readModels: projections.length };
}

process.once('message', () => {
  const tell = (news: CatchUpNews) => process.send!(news);
  catchUp().then(
    (figures) => tell({ kind: 'done', figures }),
    (error: unknown) => tell({ kind: 'failed', message: (error as Error).stack ?? String(error) }),
  );
});
process.send!({ kind: 'ready' } satisfies CatchUpNews);
