import { setTimeout as pauseFor } from 'node:timers/promises';
import { accountReactions, accountStream, listDueItems, ListDueItems } from '@ledgerline/contexts/accounts';
import { Timestamp } from '@ledgerline/kernel';
import { historyOf } from '@ledgerline/platform/eventstore';
import { ReadModels } from '@ledgerline/platform/projections';
import { Runtime } from '@ledgerline/platform/runtime';
import { CatalogReader } from '@ledgerline/contexts/catalog';
import { projections } from './read-models';

/** Runs the reactions until the process closes. */
export function startReactor(runtime: Runtime, catalogs: CatalogReader): void {
  const { ledger, pool, store, logger, metrics, now, closers } = runtime;
  const models = new ReadModels(pool, projections, historyOf(store));
  const stream = accountStream(catalogs);
  const stop = new AbortController();
  const sweep = {
    due: (at: Timestamp, countMax: number) => listDueItems({ models }, new ListDueItems(at, countMax)),
    settle: (accountId: string, at: Timestamp) => ledger.settle(stream, accountId, at),
    now,
    pause: (milliseconds: number, signal: AbortSignal) =>
      pauseFor(milliseconds, undefined, { signal }).catch(() => undefined),
    observer: {
      swept: ({ oldestSeconds }: { oldestSeconds: number }) => metrics.sweepLagSeconds.set(oldestSeconds),
      failed: ({ accountId, error }: { accountId?: string; error: unknown }) =>
        logger.warn({ accountId, err: error }, 'settling an idle account failed'),
    },
  };
  const stopped = Promise.all(accountReactions.map((reaction) => reaction(sweep, stop.signal)));
  closers.add('reactions', async () => {
    stop.abort();
    await stopped;
    models.close();
  });
}
