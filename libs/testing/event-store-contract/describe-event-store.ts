import { EventStore } from '@ledgerline/platform/eventstore';
import { describeAppending } from './appending';
import { describeBounds } from './bounds';
import { ContractContext } from './contract-context';
import { EventStoreBackend, EventStoreTraits } from './event-store-backend';
import { describeParallelAppending } from './parallel-appending';
import { describeReading } from './reading';
import { describeRepeating } from './repeating';
import { describeTailing } from './tailing';

/** The contract that every adapter of the event store port keeps. */
export function describeEventStore(
  name: string,
  makeBackend: () => Promise<EventStoreBackend>,
  traits: EventStoreTraits,
): void {
  describe(`event store: ${name}`, () => {
    let store: EventStore;
    let backend: EventStoreBackend;
    const context: ContractContext = {
      get store() {
        return store;
      },
      get backend() {
        return backend;
      },
      traits,
    };

    beforeAll(async () => {
      backend = await makeBackend();
      store = await backend.open();
    });
    afterAll(() => backend?.dispose());

    describeAppending(context);
    describeRepeating(context);
    describeParallelAppending(context);
    describeReading(context);
    describeTailing(context);
    describeBounds(context);
  });
}
