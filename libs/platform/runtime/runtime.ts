import type { Pool } from 'pg';
import { LedgerlineConfig } from '@ledgerline/platform/config';
import { EventStore, MemoryEventStore, PostgresEventStore } from '@ledgerline/platform/eventstore';
import { Ledger, PostgresSnapshotStore } from '@ledgerline/platform/ledger';
import { assertSchemaCurrent, createPool, migrate } from '@ledgerline/platform/postgres';
import { createSealer, postgresDataKeyStore, Sealer } from '@ledgerline/platform/sealing';
import { createMetrics, ledgerObserver, Logger, Metrics } from '@ledgerline/platform/telemetry';
import { Closers } from './closers';
import { untilDatabaseReachable } from './database-reachable';
import { openEventStoreDb } from './open-event-store-db';
import { Reachable } from './until-reachable';

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
  const onWait = ({ message, retryInMs }: { message: string; retryInMs: number }): void =>
    logger.warn({ retryInMs }, message);
  const waiting = { patienceMs: config.startTimeoutMs, onWait };
  await reachDatabases(config, waiting);
  if (config.databaseOwnerUrl) {
    const { applied } = await migrate(config.databaseOwnerUrl);
    if (applied.length > 0) logger.info({ applied }, 'schema migrated');
  }
  const url = config.databaseUrl!;
  const pool = createPool({ url, applicationName, connectionsMax });
  closers.add('database connections', () => pool.end());
  await assertSchemaCurrent(pool);
  const onFault = (error: unknown): void => logger.warn({ err: error }, 'the event store is disturbed');
  const store = await openStore(config, applicationName, { onFault, waiting });
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

async function reachDatabases(config: LedgerlineConfig, waiting: Waiting): Promise<void> {
  for (const [variable, url] of [
    ['DATABASE_OWNER_URL', config.databaseOwnerUrl],
    ['DATABASE_URL', config.databaseUrl],
  ] as const) {
    if (url) await untilDatabaseReachable({ url, variable }, waiting);
  }
}

/** What the processes that serve do while EventStoreDB is not there; an operator's command does not wait. */
type Waiting = Pick<Reachable, 'patienceMs' | 'onWait'>;
const NO_WAITING: Waiting = { patienceMs: 0, onWait: () => undefined };

export interface OpenStoreOptions {
  readonly onFault?: (error: unknown) => void;
  readonly waiting?: Waiting;
  /** Whether this process may feed EventStoreDB's memory of commands; default true. */
  readonly indexing?: boolean;
}

/**
 * The log that the configuration names; `onFault` hears of what the store mends by itself.
 * @throws StartupFault when EventStoreDB cannot be reached in time, or refuses
 */
export function openStore(
  config: LedgerlineConfig,
  applicationName: string,
  { onFault, waiting = NO_WAITING, indexing = true }: OpenStoreOptions = {},
): Promise<EventStore> {
  const { eventStore, databaseUrl } = config;
  if (eventStore === 'memory') return Promise.resolve(new MemoryEventStore());
  if (eventStore === 'eventstoredb')
    return openEventStoreDb(config, { applicationName, onFault, waiting, indexing });
  return PostgresEventStore.open({ url: databaseUrl!, applicationName });
}
