import type { Pool } from 'pg';
import { EXIT_CODES, LedgerlineConfig, StartupFault } from '@ledgerline/platform/config';
import {
  ConnectionStringInvalid,
  EventStore,
  EventStoreDbEventStore,
  MemoryEventStore,
  PostgresEventStore,
  PositionRefused,
} from '@ledgerline/platform/eventstore';
import { Ledger, PostgresSnapshotStore } from '@ledgerline/platform/ledger';
import { assertSchemaCurrent, createPool, migrate } from '@ledgerline/platform/postgres';
import { createSealer, postgresDataKeyStore, Sealer } from '@ledgerline/platform/sealing';
import { createMetrics, ledgerObserver, Logger, Metrics } from '@ledgerline/platform/telemetry';
import { Closers } from './closers';
import { untilDatabaseReachable } from './database-reachable';

/** What every process stands on: the log, the ledger in front of it, the database beside it, and the keys. */
export interface Runtime {
  readonly config: LedgerlineConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly pool: Pool;
  readonly store: EventStore;
  readonly ledger: Ledger;
  readonly sealer: Sealer;
  /** Epoch milliseconds: the edge's clock, where all time comes from. */
  readonly now: () => number;
  /** What is to be closed at shutdown, in reverse order of registration. */
  readonly closers: Closers;
}

export interface RuntimeOptions {
  readonly config: LedgerlineConfig;
  readonly logger: Logger;
  /** Shown in the database's list of sessions, e.g. `ledgerline-api`. */
  readonly applicationName: string;
  readonly connectionsMax?: number;
}

/**
 * Connects a process: migrates where it has the owner's connection, else checks that the schema is current.
 * @throws StartupFault when a database cannot be reached in time, SchemaMismatch when it is not this build's
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { config, logger, applicationName, connectionsMax = 8 } = options;
  const closers = new Closers(logger);
  const metrics = createMetrics();
  await reachDatabases(config, logger);
  if (config.databaseOwnerUrl) {
    const { applied } = await migrate(config.databaseOwnerUrl);
    if (applied.length > 0) logger.info({ applied }, 'schema migrated');
  }
  const url = config.databaseUrl!;
  const pool = createPool({ url, applicationName, connectionsMax });
  closers.add('database connections', () => pool.end());
  await assertSchemaCurrent(pool);
  const onFault = (error: unknown): void => logger.warn({ err: error }, 'the event store is disturbed');
  const store = await openStore(config, applicationName, onFault);
  closers.add('event store', () => store.close());
  const now = Date.now;
  const snapshots = new PostgresSnapshotStore(pool);
  closers.add('snapshots', () => snapshots.close());
  const ledger = new Ledger({ store, snapshots, observer: ledgerObserver(metrics), now });
  await ledger.clock.start();
  closers.add('ledger', async () => {
    if (!(await ledger.close())) logger.warn('closing with appends whose outcome the log has not told');
  });
  const { masterKey, retiredMasterKeys } = config;
  const sealer = createSealer({ store: postgresDataKeyStore(pool), masterKey, retiredMasterKeys });
  return { config, logger, metrics, pool, store, ledger, sealer, now, closers };
}

async function reachDatabases(config: LedgerlineConfig, logger: Logger): Promise<void> {
  const onWait = ({ message, retryInMs }: { message: string; retryInMs: number }): void =>
    logger.warn({ retryInMs }, message);
  const waiting = { patienceMs: config.startTimeoutMs, onWait };
  for (const [variable, url] of [
    ['DATABASE_OWNER_URL', config.databaseOwnerUrl],
    ['DATABASE_URL', config.databaseUrl],
  ] as const) {
    if (url) await untilDatabaseReachable({ url, variable }, waiting);
  }
}

/** The log that the configuration names; `onFault` hears of what the store mends by itself. */
export function openStore(
  config: LedgerlineConfig,
  applicationName: string,
  onFault?: (error: unknown) => void,
): Promise<EventStore> {
  const { eventStore, databaseUrl } = config;
  if (eventStore === 'memory') return Promise.resolve(new MemoryEventStore());
  if (eventStore === 'eventstoredb') return openEventStoreDb(config, applicationName, onFault);
  return PostgresEventStore.open({ url: databaseUrl!, applicationName });
}

/** @throws StartupFault in words for whoever started the process */
async function openEventStoreDb(
  { eventStoreUrl, databaseUrl, nodeEnv }: LedgerlineConfig,
  applicationName: string,
  onFault: ((error: unknown) => void) | undefined,
): Promise<EventStore> {
  const production = nodeEnv === 'production';
  try {
    const connection = { url: eventStoreUrl!, databaseUrl: databaseUrl! };
    return await EventStoreDbEventStore.open({
      ...connection,
      applicationName,
      production,
      ...(onFault && { onFault }),
    });
  } catch (cause) {
    if (cause instanceof ConnectionStringInvalid) {
      throw new StartupFault(`EVENT_STORE_URL cannot be used: ${cause.message}`, EXIT_CODES.configuration, {
        cause,
      });
    }
    if (cause instanceof PositionRefused)
      throw new StartupFault(cause.message, EXIT_CODES.unavailable, { cause });
    throw cause;
  }
}
