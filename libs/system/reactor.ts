import { setTimeout as pauseFor } from 'node:timers/promises';
import {
  accountDueSource,
  accountFamily,
  accountReactions,
  accountStream,
} from '@ledgerline/contexts/accounts';
import type { CatalogReader } from '@ledgerline/contexts/catalog';
import { TestClocks, testClockParties, testClocks } from '@ledgerline/contexts/identity';
import { historyOf } from '@ledgerline/platform/eventstore';
import { SessionLock } from '@ledgerline/platform/postgres';
import { ReadModels } from '@ledgerline/platform/projections';
import {
  DueItem,
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
import { decode, keptProjections, projections } from './read-models';
import { advanceTestClockWhenAsked } from './test-clocks/advance-test-clock-when-asked';
import { untilQuiet } from './test-clocks/until-quiet';

/** Any constant of our own. */
const SWEEP_LOCK = 7_203_118;
const LAG_EVERY_MS = 1_000;

/** What happens without being asked for, in every context. */
interface Unasked {
  readonly reactions: readonly Reaction[];
  readonly due: readonly DueSource[];
  /** Undefined where everybody lives in one time. */
  readonly clocks: TestClocks | undefined;
}

/** Runs the sweeps and the reactions of every context until the process closes. */
export function startReactor(runtime: Runtime, catalogs: CatalogReader): void {
  const { pool, store, closers } = runtime;
  const models = new ReadModels(pool, projections, historyOf(store));
  const unasked = unaskedIn(runtime, catalogs, models);
  const stop = new AbortController();
  const stopped = Promise.all([
    sweepAll(runtime, unasked, stop.signal),
    react(runtime, unasked, stop.signal),
  ]);
  closers.add('reactions', async () => {
    stop.abort();
    await stopped;
    models.close();
  });
}

function unaskedIn(runtime: Runtime, catalogs: CatalogReader, models: ReadModels): Unasked {
  const stream = accountStream(catalogs);
  const clocks = runtime.config.testClocks ? testClocks(runtime) : undefined;
  const running = [...runningContexts(runtime, { catalogs, models }).values()];
  const due = [accountDueSource(stream, { models }), ...running.flatMap((context) => context.due)];
  return {
    due,
    clocks,
    reactions: [
      ...accountReactions(accountFamily(stream)),
      ...running.flatMap((context) => context.reactions),
      ...(clocks ? [advancing(runtime, { clocks, models, due })] : []),
    ],
  };
}

function advancing(
  { config, ledger, pool, store, now }: Runtime,
  given: { readonly clocks: TestClocks; readonly models: ReadModels; readonly due: readonly DueSource[] },
): Reaction {
  const { clocks, models, due: sources } = given;
  const quieting = { pool, store, models, projections: keptProjections(config) };
  return advanceTestClockWhenAsked({
    ...{ clocks, sources, now },
    partiesOf: (clockId) => testClockParties(models, clockId),
    settle: ({ stream }, streamId, at) => ledger.settle(stream, streamId, at),
    untilQuiet: (signal) => untilQuiet(quieting, signal),
  });
}

/** A walk for each kind of stream: one that is behind holds up no other. */
async function sweepAll(runtime: Runtime, { due, clocks }: Unasked, signal: AbortSignal): Promise<void> {
  const { ledger, pool, logger, metrics, now } = runtime;
  const first = new SessionLock(pool, SWEEP_LOCK);
  const leads = inOneGo(() => first.isOurs());
  const observer = sweepObserver(metrics, logger, now);
  const pause = (milliseconds: number) =>
    pauseFor(milliseconds, undefined, { signal }).catch(() => undefined);
  await Promise.all(
    due.map((source) => {
      observer.begins(source.name);
      // Whose time is not everybody's is left to their clock.
      const settle = async ({ streamId, owner = streamId }: DueItem, at: string) =>
        clocks && (await clocks.boundTo(owner)) !== null
          ? undefined
          : ledger.settle(source.stream, streamId, at);
      return settleWhenItemsFallDue({ source, settle, leads, now, pause, observer }, signal);
    }),
  );
  observer.stop();
  first.giveUp();
}

async function react(runtime: Runtime, { reactions, clocks }: Unasked, signal: AbortSignal): Promise<void> {
  const { ledger, pool, store, logger, metrics, now } = runtime;
  const items = new PostgresReactionStore(pool);
  const observer = reactionObserver(metrics, logger);
  const { clockOf } = clocks ?? { clockOf: now };
  const runner = new ReactionRunner({ ledger, items, reactions, decode, now, clockOf, observer });
  const measuring = setInterval(() => {
    reactionLag(pool, store).then(
      (lag) => recordReactionLag(metrics, lag),
      () => undefined,
    );
  }, LAG_EVERY_MS);
  await runner.run(signal).finally(() => clearInterval(measuring));
}
