import { Client, ClientConfig, Pool } from 'pg';
import { exactTypes } from './exact-types';

export interface ConnectionOptions {
  /** `postgresql://user:password@host:port/database` */
  readonly url: string;
  /** Shown by the server in `pg_stat_activity`: which process and which part of it. */
  readonly applicationName: string;
  /** The server ends a statement after so long: nothing of it is executed. Default 30,000; 0 = never. */
  readonly statementTimeoutMs?: number;
  /** The server gives up waiting for a lock after so long. Default 5,000. */
  readonly lockTimeoutMs?: number;
  /**
   * The client stops waiting for an answer after so long; what became of it is then unknown. Default 60,000.
   */
  readonly answerTimeoutMs?: number;
  /** Further server settings of the session, e.g. `{ enable_seqscan: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface PoolOptions extends ConnectionOptions {
  /** Default 8: a small machine is served best by few busy connections. */
  readonly connectionsMax?: number;
}

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 300_000;

/**
 * A bounded pool. Its sessions run in UTC, and answer `bigint` for int8, RFC 3339 text with milliseconds for
 * timestamptz, "2026-11-21" for date; json is parsed (cast to text where bytes matter).
 */
export function createPool(options: PoolOptions): Pool {
  const pool = new Pool({
    ...clientConfig(options),
    max: options.connectionsMax ?? 8,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    allowExitOnIdle: false,
  });
  // A connection that breaks fails its query and is replaced at the next use. It also emits an error, idle or
  // in use, and without a listener that would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return pool;
}

/** One connection outside any pool, not yet connected: for LISTEN, and for what must hold its session. */
export function createClient(options: ConnectionOptions): Client {
  const client = new Client(clientConfig(options));
  client.on('error', () => undefined);
  return client;
}

function clientConfig(options: ConnectionOptions): ClientConfig {
  const settings = { TimeZone: 'UTC', jit: 'off', ...options.settings };
  return {
    connectionString: options.url,
    application_name: options.applicationName,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    lock_timeout: options.lockTimeoutMs ?? 5_000,
    query_timeout: options.answerTimeoutMs ?? 60_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: exactTypes,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`)
      .join(' '),
  };
}
