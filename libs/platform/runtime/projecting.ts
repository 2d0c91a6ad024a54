import {
  createReadModels,
  Decode,
  Projection,
  projectionLag,
  ProjectionRunner,
} from '@ledgerline/platform/projections';
import { projectionObserver, recordLags } from '@ledgerline/platform/telemetry';
import { Runtime } from './runtime';

const LAG_EVERY_MS = 1_000;

export interface Projecting {
  /** Rejects when another projector took over, or when a checkpoint must be looked at by a person. */
  readonly stopped: Promise<void>;
}

/** Makes the read models' tables and keeps them up with the log until the process closes. */
export async function startProjecting(
  { pool, store, logger, metrics, closers }: Runtime,
  options: { readonly projections: readonly Projection[]; readonly decode: Decode },
): Promise<Projecting> {
  const { projections, decode } = options;
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
  closers.add('projections', async () => {
    clearInterval(measuring);
    stop.abort();
    await stopped.catch(() => undefined);
  });
  return { stopped };
}
