import { EventStore, EventStoreDbEventStore, PostgresEventStore } from '@ledgerline/platform/eventstore';
import { EventStoreDbDouble } from '../eventstoredb-double/eventstoredb-double';
import { TestDatabase, withClient } from '../postgres/test-database';
import { describeWithPostgres } from '../postgres/test-postgres';
import { eventStoreCommand, EventStoreProcess } from './event-store-process';

/** The log of a system under test: how processes are pointed to it, and how a spec looks into it. */
export interface GivenLog {
  /** What a process needs in its environment beside `DATABASE_URL`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Which variable leads to the log, for links that a spec breaks. */
  readonly urlVariable: 'DATABASE_URL' | 'EVENT_STORE_URL';
  readonly url: string;
  /** As though everything in it had been written so many days earlier; a real server's log cannot. */
  age?(days: number): Promise<void>;
  /** A store of the spec's own, which does nothing by itself; the spec closes it. */
  open(): Promise<EventStore>;
  /** After every process and store of it was closed. */
  stop(): Promise<void>;
}

/** Points a system to a log of its own; read models and keys are in the database in any case. */
export type StartLog = (database: TestDatabase) => Promise<GivenLog>;

const DAY_MS = 86_400_000;

const LOGS: Readonly<Record<string, StartLog>> = {
  'the PostgreSQL log': givenPostgresLog,
  "EventStoreDB's protocol": givenEventStoreDb,
  ...(eventStoreCommand() && { 'a real EventStoreDB': givenEventStoreServer }),
};

/** The same suite on every log that whole systems are tried on. */
export function describeOnEachLog(name: string, suite: (startLog: StartLog) => void): void {
  for (const [log, startLog] of Object.entries(LOGS)) {
    describeWithPostgres(`${name}, on ${log}`, () => suite(startLog));
  }
}

/** The log of PostgreSQL, or a real EventStoreDB where EVENT_STORE_COMMAND says how one is started. */
export function givenLog(database: TestDatabase): Promise<GivenLog> {
  return eventStoreCommand() ? givenEventStoreServer(database) : givenPostgresLog(database);
}

/** The log of PostgreSQL, in the database of the read models. */
export async function givenPostgresLog({ appUrl: url, adminUrl }: TestDatabase): Promise<GivenLog> {
  return {
    variables: { EVENT_STORE: 'postgres' },
    urlVariable: 'DATABASE_URL',
    url,
    age: (days) =>
      withClient(adminUrl, async (client) => {
        await client.query('set session_replication_role = replica');
        await client.query('update log.events set recorded_at = recorded_at - make_interval(days => $1)', [
          days,
        ]);
      }),
    open: () => PostgresEventStore.open({ url }),
    stop: async () => undefined,
  };
}

/** The protocol double, with nothing in it. */
export async function givenEventStoreDb(
  database: TestDatabase,
): Promise<GivenLog & { readonly double: EventStoreDbDouble }> {
  const double = await EventStoreDbDouble.start();
  return {
    ...onEventStoreDb(double.url, database),
    double,
    age: async (days) => double.log.age(days * DAY_MS),
    stop: () => double.stop(),
  };
}

/** In a process of its own, that a spec can kill and start again. */
export async function givenEventStoreServer(
  database: TestDatabase,
): Promise<GivenLog & { readonly server: EventStoreProcess }> {
  const server = new EventStoreProcess();
  await server.start();
  return { ...onEventStoreDb(server.url, database), server, stop: () => server.end() };
}

function onEventStoreDb(url: string, { appUrl: databaseUrl }: TestDatabase): Omit<GivenLog, 'stop'> {
  return {
    variables: { EVENT_STORE: 'eventstoredb', EVENT_STORE_URL: url },
    urlVariable: 'EVENT_STORE_URL',
    url,
    open: () => EventStoreDbEventStore.open({ url, databaseUrl, indexing: false }),
  };
}
