import { setTimeout as pauseFor } from 'node:timers/promises';
import { accountReactions, accountStream, listDueItems, ListDueItems } from '@ledgerline/contexts/accounts';
import { historyOf } from '@ledgerline/platform/eventstore';
import { SessionLock } from '@ledgerline/platform/postgres';
import { ReadModels } from '@ledgerline/platform/projections';
import { Runtime } from '@ledgerline/platform/runtime';
import { sweepObserver } from '@ledgerline/platform/telemetry';
import { CatalogReader } from '@ledgerline/contexts/catalog';
import { projections } from './read-models';

/** Any constant of our own. */
const SWEEP_LOCK = 7_203_118;

/** Runs the reactions until the process closes. */
export function startReactor(runtime: Runtime, catalogs: CatalogReader): void {
  const { ledger, pool, store, logger, metrics, now, closers } = runtime;
  const models = new ReadModels(pool, projections, historyOf(store));
  const stream = accountStream(catalogs);
  const stop = new AbortController();
  const first = new SessionLock(pool, SWEEP_LOCK);
  const observer = sweepObserver(metrics, logger, now);
  const sweep: Parameters<(typeof accountReactions)[number]>[0] = {
    due: ({ now: at, countMax, after }) => listDueItems({ models }, new ListDueItems(at, countMax, after)),
    settle: (accountId, at) => ledger.settle(stream, accountId, at),
    leads: () => first.isOurs(),
    now,
    pause: (milliseconds, signal) => pauseFor(milliseconds, undefined, { signal }).catch(() => undefined),
    observer,
  };
  const stopped = Promise.all(accountReactions.map((reaction) => reaction(sweep, stop.signal)));
  closers.add('reactions', async () => {
    stop.abort();
    await stopped;
    observer.stop();
    first.giveUp();
    models.close();
  });
}
