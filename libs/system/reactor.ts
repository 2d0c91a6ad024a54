import { setTimeout as pauseFor } from 'node:timers/promises';
import {
  accountStream,
  listDueItems,
  ListDueItems,
  settleAccountsWhenItemsFallDue,
} from '@ledgerline/contexts/accounts';
import { ReadModels } from '@ledgerline/platform/projections';
import { Runtime } from '@ledgerline/platform/runtime';
import { CatalogReader } from '@ledgerline/contexts/catalog';
import { projections } from './read-models';

/** Runs the reactions until the process closes. */
export function startReactor(runtime: Runtime, catalogs: CatalogReader): void {
  const { ledger, pool, logger, metrics, now, closers } = runtime;
  const models = new ReadModels(pool, projections);
  const stream = accountStream(catalogs);
  const stop = new AbortController();
  const stopped = settleAccountsWhenItemsFallDue(
    {
      due: (at, countMax) => listDueItems({ models }, new ListDueItems(at, countMax)),
      settle: (accountId, at) => ledger.settle(stream, accountId, at),
      now,
      pause: (milliseconds, signal) => pauseFor(milliseconds, undefined, { signal }).catch(() => undefined),
      observer: {
        swept: ({ oldestSeconds }) => metrics.sweepLagSeconds.set(oldestSeconds),
        failed: ({ accountId, error }) =>
          logger.warn({ accountId, err: error }, 'settling an idle account failed'),
      },
    },
    stop.signal,
  );
  closers.add('reactions', async () => {
    stop.abort();
    await stopped;
    models.close();
  });
}
