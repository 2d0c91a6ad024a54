import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountEvents, accountStream } from '@ledgerline/contexts/accounts';
import { PostgresEventStore } from '@ledgerline/platform/eventstore';
import { Ledger, PostgresSnapshotStore } from '@ledgerline/platform/ledger';
import { createPool, migrate, startEmbeddedPostgres } from '@ledgerline/platform/postgres';
import { longHistory } from './long-history';

const EVENTS = Number(process.argv[2] ?? 1_000_000);
const EVENTS_PER_APPEND = 1_000;
/** Folded after the snapshot: the most that a snapshot ever leaves. */
const TAIL = 499;

/** `node dist/scripts/bench/cold-load/main.js [events]`: how long an account takes that no process knows. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-cold-load-'));
  const postgres = await startEmbeddedPostgres({ folder, temporary: true, durable: false });
  try {
    await migrate(postgres.ownerUrl);
    const store = await PostgresEventStore.open({ url: postgres.appUrl });
    const pool = createPool({ url: postgres.appUrl, applicationName: 'cold-load' });
    await write(store, EVENTS - TAIL);
    const load = async (snapshots?: PostgresSnapshotStore) => {
      const startedMs = performance.now();
      const head = await new Ledger({ store, snapshots, now: Date.now }).read(stream, 'whale');
      return { head, ms: performance.now() - startedMs };
    };
    const snapshots = new PostgresSnapshotStore(pool);
    const first = await load(snapshots);
    tell(`folded whole, and kept: ${first.ms.toFixed(0)} ms for ${EVENTS - TAIL} events`);
    await until(async () => (await pool.query('select from snapshots.streams')).rowCount === 1);
    await write(store, EVENTS, EVENTS - TAIL);
    for (let n = 0; n < 5; n++) {
      const { head, ms } = await load(snapshots);
      tell(`with a snapshot and ${TAIL} events after it: ${ms.toFixed(1)} ms, revision ${head.revision}`);
    }
    const [short, whole] = [(await load(snapshots)).head, await load()];
    tell(
      `without any: ${whole.ms.toFixed(0)} ms, ${same(short, whole.head) ? 'the same state' : 'ANOTHER STATE'}`,
    );
    await store.close();
    await pool.end();
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const stream = accountStream({
  current: () => {
    throw new Error('loading needs no catalog');
  },
  atLeast: () => Promise.reject(new Error('loading needs no catalog')),
});

async function write(store: PostgresEventStore, upTo: number, from = 0): Promise<void> {
  for (let first = from; first < upTo; first += EVENTS_PER_APPEND) {
    const events = longHistory(accountEvents, first, Math.min(EVENTS_PER_APPEND, upTo - first));
    const answer = await store.append('account-whale', first === 0 ? 'no-stream' : BigInt(first - 1), events);
    if (answer.outcome !== 'ok') throw new Error(`an append came to ${answer.outcome}`);
  }
}

async function until(happened: () => Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, 10));
}

function same(a: object, b: object): boolean {
  const text = (value: object) =>
    JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each));
  return text(a) === text(b);
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main();
