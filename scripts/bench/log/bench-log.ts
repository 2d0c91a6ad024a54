import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { EventStore, EventStoreDbEventStore, PostgresEventStore } from '@ledgerline/platform/eventstore';

/** Which log the ledger's side stands on. The double serves EventStoreDB's protocol from memory. */
export const BENCH_STORES = ['postgres', 'eventstoredb-double'] as const;
export type BenchStore = (typeof BENCH_STORES)[number];

/** The log of one run, as every process of it finds it in its environment. */
export interface BenchLog {
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const DOUBLE = join(__dirname, '..', '..', '..', 'test', 'eventstoredb-double', 'main.js');

export async function startBenchLog(store: BenchStore): Promise<BenchLog> {
  if (store === 'postgres') {
    return { env: { EVENT_STORE: 'postgres', NODE_ENV: 'production' }, stop: async () => undefined };
  }
  const child = spawn(process.execPath, [DOUBLE, '0'], { stdio: ['ignore', 'pipe', 2] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (line: Buffer) => resolve(/EVENT_STORE_URL=(\S+)/.exec(String(line))![1]!));
    child.once('exit', () => reject(new Error('the double ended before it served')));
  });
  // In production a log without TLS is refused, and the double has none.
  const env = { EVENT_STORE: 'eventstoredb', EVENT_STORE_URL: url, NODE_ENV: 'development' };
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await gone;
  };
  return { env, stop };
}

/** Opens the log that the environment names; an observer only looks, with as little as possible. */
export function openBenchStore(
  env: Readonly<Record<string, string | undefined>>,
  {
    url,
    applicationName,
    isObserver = false,
  }: { url: string; applicationName: string; isObserver?: boolean },
): Promise<EventStore> {
  const { EVENT_STORE, EVENT_STORE_URL } = env;
  if (EVENT_STORE !== 'eventstoredb') {
    return PostgresEventStore.open({ url, applicationName, ...(isObserver && { readersMax: 1 }) });
  }
  const connection = { url: EVENT_STORE_URL!, databaseUrl: url };
  return EventStoreDbEventStore.open({ ...connection, applicationName, indexing: !isObserver });
}
