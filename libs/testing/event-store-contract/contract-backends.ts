import { DOUBLE_TRAITS, doubleBackend } from '../eventstoredb-double/double-backend';
import { eventStoreDbServer } from '../eventstoredb-server/eventstoredb-server';
import { serverBackend, serverTraits } from '../eventstoredb-server/server-backend';
import { POSTGRES_TRAITS, postgresBackend } from '../postgres/postgres-backend';
import { missingPostgres } from '../postgres/test-postgres';
import { EventStoreBackend, EventStoreTraits, MEMORY_TRAITS, memoryBackend } from './event-store-backend';

/** A store that the contract is held against. */
export interface ContractBackend {
  readonly name: string;
  readonly traits: EventStoreTraits;
  make(): Promise<EventStoreBackend>;
  /** Why it cannot take part in this run. */
  readonly missing?: string | undefined;
}

/** Needs nothing but this process. */
export function contractInMemory(): ContractBackend {
  return { name: 'memory', traits: MEMORY_TRAITS, make: memoryBackend };
}

/**
 * The others, every one real: PostgreSQL, sockets, the real client. Call it while tests are declared, for it
 * looks whether an EventStoreDB can be had here.
 */
export function contractBackends(): readonly ContractBackend[] {
  const missing = missingPostgres();
  const server = eventStoreDbServer();
  return [
    {
      name: 'PostgreSQL, one transaction in flight',
      traits: POSTGRES_TRAITS,
      make: postgresBackend,
      missing,
    },
    {
      name: 'PostgreSQL, two transactions in flight',
      traits: POSTGRES_TRAITS,
      make: () => postgresBackend({ lanes: 2 }),
      missing,
    },
    { name: "EventStoreDB's protocol double", traits: DOUBLE_TRAITS, make: doubleBackend, missing },
    {
      name: `EventStoreDB, a real server${'where' in server ? ` (${server.where})` : ''}`,
      traits: serverTraits(server),
      make: () => serverBackend(server),
      missing: 'missing' in server ? server.missing : missing,
    },
  ];
}
