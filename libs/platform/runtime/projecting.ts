import { randomUUID } from 'node:crypto';
import {
  checkInBackground,
  createReadModels,
  Decode,
  Projection,
  projectionLag,
  ProjectionRunner,
} from '@ledgerline/platform/projections';
import { projectionObserver, recordLags, verifyObserver } from '@ledgerline/platform/telemetry';
import { Runtime } from './runtime';

const LAG_EVERY_MS = 1_000;

export interface Projecting {
  /** Rejects when another projector took over, or when a checkpoint must be looked at by a person. */
  readonly stopped: Promise<void>;
}

export interface ProjectingOptions {
  readonly projections: readonly Projection[];
  readonly decode: Decode;
  /** Between two rounds of the background check; default ten minutes. */
  readonly checkEveryMs?: number;
}

/** Makes the read models' tables and keeps them up with the log until the process closes. */
export async function startProjecting(
  { pool, store, logger, metrics, closers }: Runtime,
  options: ProjectingOptions,
): Promise<Projecting> {
  const { projections, decode, checkEveryMs } = options;
  await createReadModels(pool, projections);
  const observer = projectionObserver(metrics, logger);
  const runner = new ProjectionRunner({ store, pool, projections, decode, observer });
  const stop = new AbortController();
  const stopped = runner.run(stop.signal);
  const measuring = setInterval(() => {
    projectionLag(pool, store, projections).then(
      (lags) => recordLags(metrics, lags),
      () => undefined,
    );
  }, LAG_EVERY_MS);
  const { verified, failed } = verifyObserver(metrics, logger);
  const check = { store, pool, projections, decode, verified, failed, newSeed: randomUUID };
  const checking = checkInBackground({ ...check, everyMs: checkEveryMs }, stop.signal);
  closers.add('projections', async () => {
    clearInterval(measuring);
    stop.abort();
    await stopped.catch(() => undefined);
    await checking;
  });
  return { stopped };
}
