import { EventStore } from '@ledgerline/platform/eventstore';
import { EventStoreBackend, EventStoreTraits } from './event-store-backend';

/** What each group of claims gets: the log under test, and the backend for second instances and seeding. */
export interface ContractContext {
  readonly store: EventStore;
  readonly backend: EventStoreBackend;
  readonly traits: EventStoreTraits;
}
