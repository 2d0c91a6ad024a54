import { HealthCheck, serveOperations } from '@ledgerline/platform/http';
import { Runtime } from '@ledgerline/platform/runtime';
import { reactionsCheck } from './reactions-check';
import { readModelsCheck } from './read-models';

/**
 * Health and metrics of the projector, where OPERATIONS_PORT names a port: not ready while a read model has
 * halted or stands still. @returns the port, undefined where none is asked for
 */
export function projectorOperations(runtime: Runtime): Promise<number | undefined> {
  return operations(runtime, [readModelsCheck(runtime)]);
}

/** The same of the reactor; an input that halted takes nothing away but its key. */
export function reactorOperations(runtime: Runtime): Promise<number | undefined> {
  return operations(runtime, [{ ...reactionsCheck(runtime), degrades: true }]);
}

async function operations(runtime: Runtime, own: readonly HealthCheck[]): Promise<number | undefined> {
  const { config, pool, store, metrics, logger, closers } = runtime;
  const { operationsPort: port, metricsKey } = config;
  if (port === undefined) return undefined;
  const checks = [
    { name: 'database', check: () => pool.query('select 1') },
    { name: 'log', check: () => store.head() },
    ...own,
  ];
  const parts = { checks, metrics, metricsKey, logger, isStopping: () => false };
  const server = await serveOperations(parts, { host: config.http.host, port });
  closers.add('operations', () => server.stop());
  logger.info({ port: server.port }, 'health and metrics are served');
  return server.port;
}
