import { PostgresEventStore } from '@ledgerline/platform/eventstore';
import {
  EventStoreBackend,
  EventStoreTraits,
  MEMORY_TRAITS,
} from '../event-store-contract/event-store-backend';
import { holdAppend } from './hold-append';
import { TestDatabase, testDatabase, withClient } from './test-database';

export interface PostgresBackend extends EventStoreBackend {
  readonly database: TestDatabase;
  open(options?: { readonly lanes?: number }): Promise<PostgresEventStore>;
}

export const POSTGRES_TRAITS: EventStoreTraits = {
  ...MEMORY_TRAITS,
  breaksTails: true,
  neverHolds: {},
};

/** A log of its own in the run's PostgreSQL; every `open` is another instance of the application on it. */
export async function postgresBackend(defaults: { readonly lanes?: number } = {}): Promise<PostgresBackend> {
  const database = await testDatabase();
  const opened: PostgresEventStore[] = [];
  return {
    database,
    async open(options) {
      const store = await PostgresEventStore.open({
        url: database.appUrl,
        readersMax: 3,
        ...defaults,
        ...options,
      });
      opened.push(store);
      return store;
    },
    async startStreamAt(stream, revision) {
      await withClient(database.ownerUrl, (client) =>
        client.query('insert into log.streams (stream, revision) values ($1, $2)', [stream, revision]),
      );
    },
    indexed: async () => undefined,
    /** The log is read page by page: there is no end but that of a connection. */
    async breakTails() {
      await withClient(database.appUrl, (client) =>
        client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name like '%-log-%' and pid <> pg_backend_pid()
             and application_name not like '%-log-writer'`,
        ),
      );
    },
    holdAppend: (point, stream) => holdAppend(database, point, stream),
    async dispose() {
      await Promise.all(opened.map((store) => store.close()));
      await database.drop();
    },
  };
}
