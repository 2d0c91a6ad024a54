import { EventStoreDbEventStore, EventStoreDbOptions } from '@ledgerline/platform/eventstore';
import { newEvent } from '../event-store-contract/contract-events';
import {
  EventStoreBackend,
  EventStoreTraits,
  HeldAppend,
  cannotHold,
} from '../event-store-contract/event-store-backend';
import { until } from '../faults/until';
import { TestDatabase, testDatabase, withClient } from '../postgres/test-database';
import { EventStoreDbDouble } from './eventstoredb-double';

/** Of the server: what it has given a place to is committed before the next one has a place. */
export const ONE_WRITER = 'EventStoreDB’s one writer takes a place and commits in one step';

export const DOUBLE_TRAITS: EventStoreTraits = {
  positionsCount: false,
  tellsRepeats: false,
  commandsKnownAtOnce: false,
  startsStreamsLate: true,
  breaksTails: true,
  neverHolds: { 'between its place and its commit': ONE_WRITER },
};

export interface DoubleBackend extends EventStoreBackend {
  readonly double: EventStoreDbDouble;
  readonly database: TestDatabase;
  open(options?: Partial<EventStoreDbOptions>): Promise<EventStoreDbEventStore>;
  /** As {@link EventStoreBackend.indexed}; by default as the store that was opened first sees the log. */
  indexed(store?: EventStoreDbEventStore): Promise<void>;
}

/** A double of its own, with the command index in a database of its own. */
export async function doubleBackend(): Promise<DoubleBackend> {
  const [database, double] = [await testDatabase(), await EventStoreDbDouble.start()];
  const opened: EventStoreDbEventStore[] = [];
  return {
    double,
    database,
    async open(options) {
      const connection = { url: double.url, databaseUrl: database.appUrl };
      const store = await EventStoreDbEventStore.open({ ...connection, silenceMs: 1_000, ...options });
      opened.push(store);
      return store;
    },
    startStreamAt: async (stream, revision) => double.log.startStreamAt(stream, revision),
    indexed: (store = opened[0]!) => commandsIndexed(database, store),
    breakTails: async (how) => double.dropSubscriptions(how),
    holdAppend: async (point, stream) =>
      point === 'before its place is taken' ? holdAppend(double, opened[0]!, stream) : cannotHold(point),
    async dispose() {
      await Promise.all(opened.map((store) => store.close()));
      await double.stop();
      await database.drop();
    },
  };
}

async function holdAppend(
  double: EventStoreDbDouble,
  store: EventStoreDbEventStore,
  stream: string,
): Promise<HeldAppend> {
  double.failNext('held');
  const appended = store.append(stream, 'no-stream', [newEvent()]);
  await until('the append has arrived', () => double.waitingHeld === 1);
  return {
    othersWait: async () => false,
    async release() {
      double.releaseHeld();
      await appended;
    },
  };
}

/** Waits until the command index has come as far as the log is now. */
export async function commandsIndexed(database: TestDatabase, store: EventStoreDbEventStore): Promise<void> {
  const head = await store.head();
  await withClient(database.ownerUrl, (client) =>
    until('the command index has all that the log holds', async () => {
      const { rows } = await client.query('select position from command_index.checkpoint');
      return head === undefined || (rows[0].position !== null && rows[0].position >= head);
    }),
  );
}
