import { setTimeout as pauseFor } from 'node:timers/promises';
import {
  accountDueSource,
  accountFamily,
  accountReactions,
  accountStream,
} from '@ledgerline/contexts/accounts';
import type { CatalogReader } from '@ledgerline/contexts/catalog';
import { historyOf } from '@ledgerline/platform/eventstore';
import { SessionLock } from '@ledgerline/platform/postgres';
import { ReadModels } from '@ledgerline/platform/projections';
import {
  DueSource,
  inOneGo,
  PostgresReactionStore,
  Reaction,
  reactionLag,
  ReactionRunner,
  settleWhenItemsFallDue,
} from '@ledgerline/platform/reactions';
import type { Runtime } from '@ledgerline/platform/runtime';
import { reactionObserver, recordReactionLag, sweepObserver } from '@ledgerline/platform/telemetry';
import { runningContexts } from './contexts';
import { decode, projections } from './read-models';

/** Any constant of our own. */
const SWEEP_LOCK = 7_203_118;

/** What happens without being asked for, in every context. */
interface Unasked {
  readonly reactions: readonly Reaction[];
  readonly due: readonly DueSource[];
}

/** Runs the sweeps and the reactions of every context until the process closes. */
export function startReactor(runtime: Runtime, catalogs: CatalogReader): void {
  const { pool, store, closers } = runtime;
  const models = new ReadModels(pool, projections, historyOf(store));
  const unasked = unaskedIn(runtime, catalogs, models);
  const stop = new AbortController();
  const stopped = Promise.all([
    sweepAll(runtime, unasked.due, stop.signal),
    react(runtime, unasked.reactions, stop.signal),
  ]);
  closers.add('reactions', async () => {
    stop.abort();
    await stopped;
    models.close();
  });
}

function unaskedIn(runtime: Runtime, catalogs: CatalogReader, models: ReadModels): Unasked {
  const stream = accountStream(catalogs);
  const running = [...runningContexts(runtime, { catalogs, models }).values()];
  return {
    reactions: [...accountReactions(accountFamily(stream)), ...running.flatMap(({ reactions }) => reactions)],
    due: [accountDueSource(stream, { models }), ...running.flatMap(({ due }) => due)],
  };
}

/** A walk for each kind of stream: one that is behind holds up no other. */
async function sweepAll(
  { ledger, pool, logger, metrics, now }: Runtime,
  sources: readonly DueSource[],
  signal: AbortSignal,
): Promise<void> {
  const first = new SessionLock(pool, SWEEP_LOCK);
  const leads = inOneGo(() => first.isOurs());
  const observer = sweepObserver(metrics, logger, now);
  const pause = (milliseconds: number) =>
    pauseFor(milliseconds, undefined, { signal }).catch(() => undefined);
  await Promise.all(
    sources.map((source) => {
      observer.begins(source.name);
      const settle = ({ streamId }: { streamId: string }, at: string) =>
        ledger.settle(source.stream, streamId, at);
      return settleWhenItemsFallDue({ source, settle, leads, now, pause, observer }, signal);
    }),
  );
  observer.stop();
  first.giveUp();
}

const LAG_EVERY_MS = 1_000;

async function react(
  { ledger, pool, store, logger, metrics, now }: Runtime,
  reactions: readonly Reaction[],
  signal: AbortSignal,
): Promise<void> {
  const items = new PostgresReactionStore(pool);
  const observer = reactionObserver(metrics, logger);
  const runner = new ReactionRunner({ ledger, items, reactions, decode, now, clockOf: now, observer });
  const measuring = setInterval(() => {
    reactionLag(pool, store).then(
      (lag) => recordReactionLag(metrics, lag),
      () => undefined,
    );
  }, LAG_EVERY_MS);
  await runner.run(signal).finally(() => clearInterval(measuring));
}
