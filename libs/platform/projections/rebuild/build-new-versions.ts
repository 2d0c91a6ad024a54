import { Pool } from 'pg';
import { EventStore } from '@ledgerline/platform/eventstore';
import { notLiveYet } from '../checkpoints';
import { asError, Decode } from '../log-entry';
import { Projection } from '../projection';
import { ProjectionObserver } from '../projection-observer';
import { pause } from '../turn';
import { rebuildProjection } from './rebuild-projection';

export interface BuildNewVersionsOptions {
  readonly store: EventStore;
  readonly pool: Pool;
  readonly projections: readonly Projection[];
  readonly decode: Decode;
  readonly observer?: ProjectionObserver;
}

const RETRY_MS = 2_000;

/**
 * Builds every read model whose live table is of another version, one after the other, while the others are
 * being projected. A fault is met again from the last commit; a build that halts, or whose check fails, is
 * told and left alone until the process starts again or an operator rebuilds it.
 */
export async function buildNewVersions(options: BuildNewVersionsOptions, signal: AbortSignal): Promise<void> {
  const givenUp = new Set<string>();
  while (!signal.aborted) {
    try {
      const missing = await notLiveYet(options.pool, options.projections);
      const next = missing.find(({ name }) => !givenUp.has(name));
      if (!next) return;
      if (!(await buildOne(options, next, signal))) givenUp.add(next.name);
    } catch (error) {
      if (signal.aborted) return;
      options.observer?.faultMet?.({ error: asError(error), retryInMs: RETRY_MS });
      await pause(RETRY_MS, signal);
    }
  }
}

async function buildOne(
  { store, pool, decode, observer }: BuildNewVersionsOptions,
  projection: Projection,
  signal: AbortSignal,
): Promise<boolean> {
  const result = await rebuildProjection({ store, pool, projection, decode, signal });
  if (result.outcome === 'swapped') {
    const { table, events, seconds } = result;
    observer?.tableSwapped?.({ projection: projection.name, ...table, events, seconds });
    return true;
  }
  const why =
    result.outcome === 'halted'
      ? `it halted at ${result.position}: ${result.error}`
      : `${result.differences.length} figures are not what the log says`;
  observer?.buildRefused?.({ projection: projection.name, version: projection.version, why });
  return false;
}
