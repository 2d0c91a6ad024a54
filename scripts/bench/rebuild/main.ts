import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { EventStore, EventStoreDbEventStore, PostgresEventStore } from '@ledgerline/platform/eventstore';
import { createPool, migrate, startEmbeddedPostgres } from '@ledgerline/platform/postgres';
import { createReadModels, ProjectionRunner, rebuildProjection } from '@ledgerline/platform/projections';
import { decode, projections } from '@ledgerline/system';
import { openBenchLedger } from '../ledger/open-bench-ledger';
import { bareRead, bareSubscription } from './bare-read';
import { liveAccounts, multiply } from './long-log';

const EVENTS = Number(process.argv[2] ?? 500_000);
const ROUNDS = Number(process.argv[3] ?? 3);
const NAMES = (process.argv[4] ?? 'account_balances,account_lots,account_statement,ledger_totals').split(',');

/**
 * `node dist/scripts/bench/rebuild/main.js [events] [rounds] [names]`: how fast a read model is rebuilt,
 * beside a bare read of the same log in the same round. With EVENT_STORE_URL, on that EventStoreDB.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-rebuild-'));
  const postgres = await startEmbeddedPostgres({ folder, temporary: true, durable: false });
  const pool = createPool({ url: postgres.appUrl, applicationName: 'bench-rebuild', connectionsMax: 6 });
  try {
    await migrate(postgres.ownerUrl);
    const store = await filledStore(postgres.appUrl);
    const models = projections.filter(({ name }) => NAMES.includes(name));
    await createReadModels(pool, models);
    await project(store, pool, models);
    for (let round = 1; round <= ROUNDS; round++) await measure(store, pool, round);
    await store.close();
  } finally {
    await pool.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The executor decides on a PostgreSQL log, whatever the store that is measured. */
async function filledStore(url: string): Promise<EventStore> {
  const ledger = await openBenchLedger({ url, masterKey: randomBytes(32), rules: 'all' });
  await liveAccounts(ledger);
  await ledger.close();
  const log = await PostgresEventStore.open({ url });
  const template = await log.readAll({ after: undefined, countMax: 100_000 });
  const accounts = template.filter(({ stream }) => stream.startsWith('account-'));
  const other = process.env.EVENT_STORE_URL;
  const store = other ? await EventStoreDbEventStore.open({ url: other, databaseUrl: url }) : log;
  await multiply(store, accounts, EVENTS);
  return store;
}

async function project(store: EventStore, pool: Pool, models: typeof projections): Promise<void> {
  const head = await store.head();
  const stop = new AbortController();
  const observer = {
    batchCommitted: ({ position }: { position: string }) => void (position === head && stop.abort()),
  };
  await new ProjectionRunner({ store, pool, projections: models, decode, observer }).run(stop.signal);
}

async function measure(store: EventStore, pool: Pool, round: number): Promise<void> {
  tell(`round ${round}, load ${loadavg()[0]!.toFixed(1)}`);
  const read = await bareRead(store);
  tell(`  bare read in pages       ${perSecond(read.events, read.seconds)}`);
  const subscribed = await bareSubscription(store, read.events);
  tell(`  bare subscription        ${perSecond(subscribed.events, subscribed.seconds)}`);
  for (const projection of projections.filter(({ name }) => NAMES.includes(name))) {
    const cpuBefore = process.cpuUsage();
    const { events, foldSeconds, outcome, ...more } = await rebuildProjection({
      ...{ store, pool, projection, decode },
    });
    const { user, system } = process.cpuUsage(cpuBefore);
    const cpu = `${((user + system) / events).toFixed(1)} µs of this process's CPU an event`;
    const rows = 'check' in more ? `${more.check.rows} rows, checked by ${more.check.kind}` : '';
    tell(`  ${projection.name.padEnd(24)} ${perSecond(events, foldSeconds)}  ${cpu}, ${outcome}, ${rows}`);
  }
}

function perSecond(events: number, seconds: number): string {
  const rate = Math.round(events / seconds).toLocaleString('en');
  return `${rate.padStart(9)} events/s (${events} in ${seconds.toFixed(2)} s)`;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main();
