import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pauseFor } from 'node:timers/promises';
import { Pool } from 'pg';
import { Timestamp, timestamp } from '@ledgerline/kernel';
import { createPool, EmbeddedPostgres, migrate, startEmbeddedPostgres } from '@ledgerline/platform/postgres';
import { grantLots, openAccounts } from '../ledger/open-accounts';
import { openBenchLedger } from '../ledger/open-bench-ledger';
import { openBenchStore, startBenchLog } from '../log/bench-log';
import { cpuMicrosOf, cpuMicrosOfFamily } from '../measure/process-cpu';
import { readModelLagMs } from '../measure/read-model-lag';
import { freePort, ServerProcess } from '../processes/server';
import { BenchSecrets, benchSecrets } from '../workers';

const ACCOUNTS = Number(process.argv[2] ?? 10_000);
const REACTORS = Number(process.argv[3] ?? 1);
const APPS = join(__dirname, '..', '..', '..', 'apps');

/**
 * `node dist/scripts/bench/sweep/main.js [accounts] [reactors]`: a lot of each of so many idle accounts ends
 * at one instant; how long until the reactor has recorded the last one, the projector at work beside it.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-sweep-'));
  const postgres = await startEmbeddedPostgres({ folder, temporary: true });
  const pool = createPool({ url: postgres.appUrl, applicationName: 'bench-sweep', connectionsMax: 2 });
  const log = await startBenchLog('postgres');
  const processes: ServerProcess[] = [];
  try {
    await migrate(postgres.ownerUrl);
    const secrets = benchSecrets(log);
    const dueAt = await idleAccounts(postgres, secrets);
    const start = async (app: string) => processes.push(await startApp(app, postgres.appUrl, secrets));
    await start('projector');
    const store = await openBenchStore(log.env, { url: postgres.appUrl, applicationName: 'bench-sweep' });
    await readModelLagMs(store, pool);
    const granted = await store.head();
    for (let n = 0; n < REACTORS; n++) await start('reactor');
    if (Date.now() > Date.parse(dueAt)) throw new Error('the lots ended before everything stood ready');
    await pauseFor(Date.parse(dueAt) - Date.now());
    const pids = processes.map(({ pid }) => pid);
    const cpuOf = () => [...pids.map(cpuMicrosOf), cpuMicrosOfFamily(postgres.serverPid)];
    const before = cpuOf();
    // The lapses are all that is appended.
    while ((await store.countAfter(granted)) < ACCOUNTS) await pauseFor(20);
    const spent = cpuOf().map((micros, n) => ((micros - before[n]!) / ACCOUNTS).toFixed(0));
    await tell(pool, dueAt);
    const lagMs = await readModelLagMs(store, pool);
    line(
      `CPU µs a lapse: projector ${spent[0]}, reactors ${spent.slice(1, -1).join(' ')}, PostgreSQL ${spent.at(-1)}`,
    );
    line(`the read models showed it ${(lagMs / 1_000).toFixed(2)} s later; load ${loadavg()[0]!.toFixed(1)}`);
    await store.close();
  } finally {
    for (const app of processes) await app.stop();
    await log.stop();
    await pool.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each with a lot that ends at the answered instant, when everything else should stand ready. */
async function idleAccounts({ appUrl: url }: EmbeddedPostgres, secrets: BenchSecrets): Promise<Timestamp> {
  const ledger = await openBenchLedger({ url, masterKey: secrets.masterKey, env: secrets.env, rules: 'all' });
  const ids = Array.from({ length: ACCOUNTS }, (_, n) => `idle-${n}`);
  const startedMs = performance.now();
  await openAccounts(ledger, ids);
  const openedMs = performance.now() - startedMs;
  const dueAt = timestamp(Math.ceil(Date.now() + 3 * openedMs + 15_000));
  await grantLots(ledger, ids, dueAt);
  await ledger.close();
  return dueAt;
}

async function startApp(app: string, url: string, { env }: BenchSecrets): Promise<ServerProcess> {
  const port = await freePort();
  const own = { DATABASE_URL: url, OPERATIONS_PORT: String(port) };
  const started = ServerProcess.start(join(APPS, app, 'main.js'), { env: { ...env, ...own } });
  await started.untilReady(port);
  return started;
}

async function tell(pool: Pool, dueAt: Timestamp): Promise<void> {
  const { rows } = await pool.query<{
    n: bigint;
    accounts: bigint;
    first: string;
    half: string;
    last: string;
  }>(
    `select count(*) as n, count(distinct stream) as accounts, min(recorded_at) as first, max(recorded_at) as last,
      percentile_disc(0.5) within group (order by recorded_at) as half
     from log.events where type = 'ledgerline.account.lot-lapsed.v2'`,
  );
  const { n, accounts, first, half, last } = rows[0]!;
  const after = (at: string): string => ((Date.parse(at) - Date.parse(dueAt)) / 1_000).toFixed(2);
  const rate = Math.round(Number(n) / ((Date.parse(last) - Date.parse(first)) / 1_000)).toLocaleString('en');
  line(`${n} lots of ${accounts} accounts ended at one instant, ${REACTORS} reactor(s): recorded after`);
  line(`${after(first)} s (first), ${after(half)} s (half), ${after(last)} s (last), ${rate} a second`);
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main();
