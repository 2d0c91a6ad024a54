import { EventStoreDbEventStore, EventStoreDbOptions } from '@ledgerline/platform/eventstore';
import { EventStoreBackend, EventStoreTraits } from '../event-store-contract/event-store-backend';
import { until } from '../faults/until';
import { TestDatabase, testDatabase, withClient } from '../postgres/test-database';
import { EventStoreDbDouble } from './eventstoredb-double';

export const DOUBLE_TRAITS: EventStoreTraits = {
  positionsCount: false,
  tellsRepeats: false,
  commandsKnownAtOnce: false,
  startsStreamsLate: true,
  breaksTails: true,
};

export interface DoubleBackend extends EventStoreBackend {
  readonly double: EventStoreDbDouble;
  readonly database: TestDatabase;
  open(options?: Partial<EventStoreDbOptions>): Promise<EventStoreDbEventStore>;
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
    indexed: () => commandsIndexed(database, opened[0]!),
    breakTails: async (how) => double.dropSubscriptions(how),
    async dispose() {
      await Promise.all(opened.map((store) => store.close()));
      await double.stop();
      await database.drop();
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
