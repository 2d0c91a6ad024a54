import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Pool } from 'pg';
import { mintApiKey } from '@ledgerline/platform/config';
import { PostgresEventStore } from '@ledgerline/platform/eventstore';
import {
  createClient,
  createPool,
  EmbeddedPostgres,
  migrate,
  startEmbeddedPostgres,
  urlFor,
} from '@ledgerline/platform/postgres';
import { benchAccountId, HOT_ACCOUNT_ID, MANY_ACCOUNTS, Side } from './cell';
import { openAccounts } from './ledger/open-accounts';
import { openBenchLedger } from './ledger/open-bench-ledger';
import { Target } from './load/http-cells';
import { MUTABLE_TABLE_SCHEMA, mutableTableAccounts } from './mutable-table/schema';
import { BenchChild } from './processes/child';
import { InProcessNews } from './processes/in-process-cells';
import { freePort, ServerProcess } from './processes/server';

const APPS = join(__dirname, '..', '..', 'apps');
const TABLES_DATABASE = 'bench_mutable_table';

/** Everything that runs during the bench: one database server, both sides in process and behind HTTP. */
export interface Stage {
  readonly postgres: EmbeddedPostgres;
  readonly ledgerPool: Pool;
  readonly ledgerStore: PostgresEventStore;
  readonly projector: ServerProcess;
  readonly servers: Readonly<Record<Side, { readonly process: ServerProcess; readonly target: Target }>>;
  readonly children: Readonly<Record<Side, BenchChild<InProcessNews>>>;
  /** Ends who writes to the ledger's database, for what must have it alone. */
  stopWriters(): Promise<void>;
  stop(): Promise<void>;
}

const accountIds = [...Array(MANY_ACCOUNTS).keys()].map(benchAccountId).concat(HOT_ACCOUNT_ID);

/** Sets the stage on a fresh, durable database in `folder`. */
export async function setStage(folder: string): Promise<Stage> {
  const postgres = await startEmbeddedPostgres({ folder, temporary: true });
  const closers: (() => Promise<void>)[] = [() => postgres.stop()];
  const stop = async (): Promise<void> => {
    for (let close = closers.pop(); close; close = closers.pop()) await close();
  };
  try {
    const masterKey = randomBytes(32);
    const { token, entry } = mintApiKey({ name: 'bench', role: 'service' });
    const env = {
      ...{ LEDGERLINE_MASTER_KEY: masterKey.toString('base64'), LEDGERLINE_API_KEYS: entry },
      ...{ LOG_LEVEL: 'warn', NODE_ENV: 'production', EVENT_STORE: 'postgres', DATABASE_OWNER_URL: '' },
    };
    const ledgerUrl = postgres.appUrl;
    await prepareLedger(postgres, masterKey);
    const tablesUrl = await prepareTables(postgres);
    const ledgerPool = createPool({ url: ledgerUrl, applicationName: 'bench', connectionsMax: 2 });
    closers.push(() => ledgerPool.end());
    const ledgerStore = await PostgresEventStore.open({ url: ledgerUrl, applicationName: 'bench' });
    closers.push(() => ledgerStore.close());
    const projector = ServerProcess.start(join(APPS, 'projector', 'main.js'), {
      env: { ...env, DATABASE_URL: ledgerUrl },
    });
    closers.push(() => projector.stop());
    const serve = async (file: string, url: string) => {
      const port = await freePort();
      const server = ServerProcess.start(file, {
        env: { ...env, DATABASE_URL: url, HTTP_PORT: String(port) },
      });
      closers.push(() => server.stop());
      await server.untilReady(port);
      return { process: server, target: { port, key: token } };
    };
    const compute = async (file: string, url: string) => {
      const child = await BenchChild.start<InProcessNews>(file, { ...env, BENCH_DATABASE_URL: url });
      closers.push(() => child.stop());
      return child;
    };
    const servers = {
      ledger: await serve(join(APPS, 'api', 'main.js'), ledgerUrl),
      'mutable-table': await serve(join(__dirname, 'processes', 'mutable-table-server.js'), tablesUrl),
    };
    const children = {
      ledger: await compute('ledger-in-process.js', ledgerUrl),
      'mutable-table': await compute('mutable-table-in-process.js', tablesUrl),
    };
    const stopWriters = async () => {
      await Promise.all([projector.stop(), servers.ledger.process.stop(), children.ledger.stop()]);
    };
    return { postgres, ledgerPool, ledgerStore, projector, servers, children, stopWriters, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepareLedger({ ownerUrl, appUrl }: EmbeddedPostgres, masterKey: Buffer): Promise<void> {
  await migrate(ownerUrl);
  const ledger = await openBenchLedger({ url: appUrl, masterKey });
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
