import { setImmediate as nextTurn } from 'node:timers/promises';
import { EventStore, historyOf } from '@ledgerline/platform/eventstore';
import { createPool } from '@ledgerline/platform/postgres';
import { createReadModels } from './create-read-models';
import { digestOf, foldInMemory } from './fold-in-memory';
import { allEvents, decodeTally, specimens, tallyWriter } from './given-projections';
import { Projection } from './projection';
import { CommittedBatch } from './projection-observer';
import { ProjectionRunner, ProjectionRunnerOptions } from './projection-runner';
import { ReadModels } from './read-models';
import { storedRows } from './stored-rows';

export type GivenProjector = Awaited<ReturnType<typeof givenProjector>>;

/** A database with the specimens' tables, and projectors to be started and stopped on it. */
export async function givenProjector(url: string, store: EventStore, projections = specimens) {
  const pool = createPool({ url, applicationName: 'given-projector', connectionsMax: 20 });
  await createReadModels(pool, projections);
  const readModels = new ReadModels(pool, projections, historyOf(store));
  const stops: (() => Promise<void>)[] = [];

  return {
    pool,
    readModels,
    write: tallyWriter(store),

    start(options: Partial<ProjectionRunnerOptions> = {}) {
      const projector = startProjector({ store, pool, projections, decode: decodeTally, ...options });
      stops.push(projector.stop);
      return projector;
    },

    /** Waits until these read models have come to the end of the log. */
    async caughtUp(which: readonly Projection[] = projections): Promise<void> {
      const head = await store.head();
      if (head) await readModels.readAtLeast(which, head, 20_000);
    },

    /** The read models whose table is not what the log says, by digest. */
    async different(): Promise<string[]> {
      const events = await allEvents(store);
      const digests = projections.map(async (projection) => {
        const stored = digestOf(await storedRows(pool, projection));
        return stored === digestOf(foldInMemory(projection, events)) ? [] : [projection.name];
      });
      return (await Promise.all(digests)).flat();
    },

    async end(): Promise<void> {
      for (const stop of stops) await stop();
      readModels.close();
      await pool.end();
    },
  };
}

function startProjector(options: ProjectionRunnerOptions) {
  const batches: CommittedBatch[] = [];
  const halted: string[] = [];
  const joined: string[] = [];
  const faults: Error[] = [];
  const observer = {
    batchCommitted: (batch: CommittedBatch) => void batches.push(batch),
    projectionHalted: ({ projection }: { projection: string }) => void halted.push(projection),
    projectionJoined: ({ projection }: { projection: string }) => void joined.push(projection),
    faultMet: ({ error }: { error: Error }) => void faults.push(error),
  };
  const runner = new ProjectionRunner({ observer, ...options });
  const abort = new AbortController();
  const ended = runner.run(abort.signal).then(
    () => undefined,
    (error: Error) => error,
  );
  const stop = async (): Promise<void> => {
    abort.abort();
    await ended;
  };
  // `ended` answers why the projector ended by itself, or undefined when it was stopped.
  return { runner, batches, halted, joined, faults, ended, stop };
}

/** Waits for what no position tells: what an observer saw, who waits for a lock. */
export async function untilTrue(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await nextTurn();
}
