import { EventStoreDBClient } from '@eventstore/db-client';
import { ConnectionStringInvalid } from './connection-settings';

interface Shared {
  readonly client: EventStoreDBClient;
  users: number;
}

/** By connection string. */
const clients = new Map<string, Shared>();

/** A client in use; `release` disposes of it when nobody uses it any more. */
export interface ClientLease {
  readonly client: EventStoreDBClient;
  release(): Promise<void>;
}

/**
 * The process's one client of a server. Several would share hidden state: one's failure was seen to reject
 * the appends of another, and a late answer then to end the process. Release it with nothing in flight.
 * @throws ConnectionStringInvalid when the client does not take it, as when a certificate file is missing
 */
export function leaseClient(url: string): ClientLease {
  const shared = clients.get(url) ?? { client: connect(url), users: 0 };
  clients.set(url, shared);
  shared.users += 1;
  let released = false;
  return {
    client: shared.client,
    async release() {
      if (released) return;
      released = true;
      shared.users -= 1;
      if (shared.users > 0) return;
      clients.delete(url);
      await shared.client.dispose();
    },
  };
}

function connect(url: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(url);
  } catch (cause) {
    throw new ConnectionStringInvalid(`the client does not take it: ${(cause as Error).message}`);
  }
}
