import { GenericContainer, StartedTestContainer, Wait } from 'testcontainers';
import { EventStoreDbEventStore } from '@ledgerline/platform/eventstore';
import { EventStoreBackend, EventStoreTraits, cannotHold } from '../event-store-contract/event-store-backend';
import { ONE_WRITER, commandsIndexed } from '../eventstoredb-double/double-backend';
import { TcpProxy, tcpProxy } from '../faults/tcp-proxy';
import { testDatabase } from '../postgres/test-database';
import { EventStoreDbServer } from './eventstoredb-server';

const PORT = 2113;
const WITHOUT_TLS = /[?&]tls=false(?:&|$)/i;

/** Connections are broken in a proxy, which a server's certificate would not be for. */
export function serverTraits(server: EventStoreDbServer): EventStoreTraits {
  return {
    positionsCount: false,
    tellsRepeats: false,
    commandsKnownAtOnce: false,
    startsStreamsLate: false,
    breaksTails: !('url' in server) || isPlain(server.url),
    neverHolds: {
      'before its place is taken': 'a real server holds nothing back on request',
      'between its place and its commit': ONE_WRITER,
    },
  };
}

/**
 * The log of a real server, with the command index in a database of its own. The log may hold what earlier
 * runs left; it is a test server's, and nothing of it is removed.
 */
export async function serverBackend(server: EventStoreDbServer): Promise<EventStoreBackend> {
  const [database, { url, container }] = [await testDatabase(), await started(server)];
  const proxy: TcpProxy | undefined = isPlain(url) ? await tcpProxy(url) : undefined;
  const opened: EventStoreDbEventStore[] = [];
  return {
    async open() {
      const connection = { url: proxy?.url ?? url, databaseUrl: database.appUrl };
      const store = await EventStoreDbEventStore.open({ ...connection, silenceMs: 1_000 });
      opened.push(store);
      return store;
    },
    startStreamAt: async () => {
      throw new Error('a real server begins every stream at 0');
    },
    indexed: () => commandsIndexed(database, opened[0]!),
    /** There is no end but that of a connection. */
    breakTails: async () => proxy?.cut(),
    holdAppend: cannotHold,
    async dispose() {
      await Promise.all(opened.map((store) => store.close()));
      await proxy?.close();
      await container?.stop();
      await database.drop();
    },
  };
}

function isPlain(url: string): boolean {
  return WITHOUT_TLS.test(url) && !url.includes(',');
}

async function started(
  server: EventStoreDbServer,
): Promise<{ readonly url: string; readonly container?: StartedTestContainer }> {
  if ('url' in server) return server;
  if ('missing' in server) throw new Error(server.missing);
  const container = await new GenericContainer(server.image)
    .withEnvironment({
      EVENTSTORE_INSECURE: 'true',
      EVENTSTORE_RUN_PROJECTIONS: 'None',
      EVENTSTORE_TELEMETRY_OPTOUT: 'true',
    })
    .withExposedPorts(PORT)
    .withWaitStrategy(Wait.forHttp('/health/live', PORT).forStatusCode(204))
    .start();
  return { container, url: `esdb://${container.getHost()}:${container.getMappedPort(PORT)}?tls=false` };
}
