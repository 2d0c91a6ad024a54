import { join } from 'node:path';
import { Pool } from 'pg';
import { EventStore } from '@ledgerline/platform/eventstore';
import {
  createClient,
  createPool,
  EmbeddedPostgres,
  migrate,
  startEmbeddedPostgres,
  urlFor,
} from '@ledgerline/platform/postgres';
import { benchAccountId, HOT_ACCOUNT_ID, MANY_ACCOUNTS, Side } from './cell';
import { BenchRules } from './ledger/bench-catalog';
import { openAccounts } from './ledger/open-accounts';
import { openBenchLedger } from './ledger/open-bench-ledger';
import { BenchLog, BenchStore, openBenchStore, startBenchLog } from './log/bench-log';
import { MUTABLE_TABLE_SCHEMA, mutableTableAccounts } from './mutable-table/schema';
import { ServerProcess } from './processes/server';
import { BenchSecrets, benchSecrets } from './workers';

const PROJECTOR = join(__dirname, '..', '..', 'apps', 'projector', 'main.js');
const TABLES_DATABASE = 'bench_mutable_table';

/** What stands during the whole bench: one database server with both sides' data, and the projector. */
export interface Stage {
  readonly postgres: EmbeddedPostgres;
  readonly secrets: BenchSecrets;
  readonly urls: Readonly<Record<Side, string>>;
  readonly projector: ServerProcess;
  /** The bench's own look into the ledger's database. */
  readonly ledgerPool: Pool;
  readonly ledgerStore: EventStore;
  readonly log: BenchLog;
  stop(): Promise<void>;
}

const accountIds = [...Array(MANY_ACCOUNTS).keys()].map(benchAccountId).concat(HOT_ACCOUNT_ID);

/** Sets the stage on a fresh, durable database in `folder`. */
export async function setStage(folder: string, store: BenchStore, rules: BenchRules): Promise<Stage> {
  const postgres = await startEmbeddedPostgres({ folder, temporary: true });
  const closers: (() => Promise<void>)[] = [() => postgres.stop()];
  const stop = async (): Promise<void> => {
    for (let close = closers.pop(); close; close = closers.pop()) await close();
  };
  try {
    const log = await startBenchLog(store);
    closers.push(() => log.stop());
    const secrets = benchSecrets(log);
    const url = postgres.appUrl;
    await prepareLedger(postgres, secrets, rules);
    const urls = { ledger: url, 'mutable-table': await prepareTables(postgres) };
    const ledgerPool = createPool({ url, applicationName: 'bench', connectionsMax: 1 });
    closers.push(() => ledgerPool.end());
    const ledgerStore = await openBenchStore(log.env, { url, applicationName: 'bench', isObserver: true });
    closers.push(() => ledgerStore.close());
    const projector = ServerProcess.start(PROJECTOR, { env: { ...secrets.env, DATABASE_URL: url } });
    closers.push(() => projector.stop());
    return { postgres, secrets, urls, ledgerPool, ledgerStore, log, projector, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepareLedger(
  { ownerUrl, appUrl }: EmbeddedPostgres,
  { masterKey, env }: BenchSecrets,
  rules: BenchRules,
): Promise<void> {
  await migrate(ownerUrl);
  const ledger = await openBenchLedger({ url: appUrl, masterKey, env, rules });
  await openAccounts(ledger, accountIds);
  await ledger.close();
}

async function prepareTables({ adminUrl }: EmbeddedPostgres): Promise<string> {
  const admin = createClient({ url: adminUrl, applicationName: 'bench' });
  await admin.connect();
  await admin.query(`create database ${TABLES_DATABASE}`);
  await admin.end();
  const url = urlFor(adminUrl, { database: TABLES_DATABASE });
  const client = createClient({ url, applicationName: 'bench' });
  await client.connect();
  await client.query(MUTABLE_TABLE_SCHEMA);
  for (const statement of mutableTableAccounts(accountIds)) await client.query(statement);
  await client.query('vacuum analyze');
  await client.end();
  return url;
}
