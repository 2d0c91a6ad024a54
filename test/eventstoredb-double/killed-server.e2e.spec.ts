import { EventStoreDbEventStore, NewEvent } from '@ledgerline/platform/eventstore';
import {
  describeWithPostgres,
  EventStoreProcess,
  newEvent,
  newStream,
  readWholeLog,
  TestDatabase,
  testDatabase,
  until,
} from '@ledgerline/testing';

const WRITERS = 8;
const KILLS = 3;
const KILLS_MAX = 12;

describeWithPostgres('EventStoreDB whose process is killed', () => {
  const server = new EventStoreProcess();
  let database: TestDatabase;
  let store: EventStoreDbEventStore;
  beforeAll(async () => {
    await server.start();
    database = await testDatabase();
    store = await EventStoreDbEventStore.open({ url: server.url, databaseUrl: database.appUrl });
  });
  afterAll(async () => {
    await store?.close();
    await server.end();
    await database?.drop();
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
