import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDbEventStore, NewEvent } from '@ledgerline/platform/eventstore';
import {
  describeWithPostgres,
  newEvent,
  newStream,
  readWholeLog,
  TestDatabase,
  testDatabase,
  until,
} from '@ledgerline/testing';

const PROGRAM = join(__dirname, '../../dist/test/eventstoredb-double/main.js');
const WRITERS = 8;
const KILLS = 3;
const KILLS_MAX = 12;

/** A server in a process of its own, which keeps its log in a file and can be killed. */
class ServerProcess {
  url = '';
  private child: ChildProcess | undefined;

  constructor(private readonly file: string) {}

  async start(): Promise<void> {
    const port = this.url ? new URL(this.url).port : '0';
    const child = spawn(process.execPath, [PROGRAM, port, this.file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    let written = '';
    child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
    await until('the server serves', () => /EVENT_STORE_URL=\S+\n/.test(written));
    this.url = /EVENT_STORE_URL=(\S+)/.exec(written)![1]!;
  }

  async kill(): Promise<void> {
    if (!this.child || this.child.signalCode) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}

describeWithPostgres('EventStoreDB whose process is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-killed-server-'));
  const server = new ServerProcess(join(folder, 'log'));
  let database: TestDatabase;
  let store: EventStoreDbEventStore;
  beforeAll(async () => {
    if (!existsSync(PROGRAM)) throw new Error('the system is not built: npm run build');
    await server.start();
    database = await testDatabase();
    store = await EventStoreDbEventStore.open({ url: server.url, databaseUrl: database.appUrl });
  });
  afterAll(async () => {
    await store?.close();
    await server.kill();
    await database?.drop();
    rmSync(folder, { recursive: true });
  });

  it('has every event once and in order: what is unknown is sent again, byte for byte', async () => {
    let unknown = 0;
    let acknowledged = 0;
    let ended = false;
    /** One event after the other; the same bytes until their outcome is known. */
    const write = async (): Promise<readonly [string, readonly string[]]> => {
      const stream = newStream();
      const ids: string[] = [];
      while (!ended) {
        const event: NewEvent = newEvent({ command: { id: newEvent().id, index: 0 } });
        const expected = ids.length === 0 ? 'no-stream' : BigInt(ids.length - 1);
        for (;;) {
          const answer = await store.append(stream, expected, [event]);
          if (answer.outcome === 'unknown') unknown += 1;
          else if (answer.outcome === 'ok') break;
          else if (answer.outcome !== 'not-executed') throw new Error(`${answer.outcome} at ${expected}`);
        }
        ids.push(event.id);
        acknowledged += 1;
      }
      return [stream, ids];
    };
    const writing = Promise.all(Array.from({ length: WRITERS }, write));
    writing.catch(() => undefined);
    let kills = 0;
    for (; kills < KILLS || (unknown === 0 && kills < KILLS_MAX); kills += 1) {
      const before = acknowledged;
      await until('the writers get on', () => acknowledged >= before + 5 * WRITERS, 20_000);
      await server.kill();
      await server.start();
    }
    ended = true;
    const written = new Map(await writing);

    expect(unknown).toBeGreaterThan(0);
    const log = await readWholeLog(store);
    expect(log).toHaveLength(acknowledged);
    for (const [stream, ids] of written) {
      expect(log.filter((event) => event.stream === stream).map(({ id }) => id)).toEqual(ids);
    }
  });
});
