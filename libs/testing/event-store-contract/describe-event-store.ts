import { EventStore } from '@ledgerline/platform/eventstore';
import { describeAppending } from './appending';
import { describeBounds } from './bounds';
import { ContractBackend } from './contract-backends';
import { ContractContext } from './contract-context';
import { EventStoreBackend } from './event-store-backend';
import { describeHolding } from './holding';
import { describeParallelAppending } from './parallel-appending';
import { describeReading } from './reading';
import { describeRepeating } from './repeating';
import { describeTailing } from './tailing';

/**
 * The contract that every adapter of the event store port keeps. The end of the run lists which backends took
 * part by the name of this suite (test/support/contract-backends.js).
 */
export function describeEventStore({ name, traits, make, missing }: ContractBackend): void {
  describe(`event store: ${name}`, () => {
    if (missing !== undefined)
      return it.skip(`keeps the contract [skipped: ${plain(missing)}]`, () => undefined);
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
      backend = await make();
      store = await backend.open();
    });
    afterAll(() => backend?.dispose());

    describeAppending(context);
    describeRepeating(context);
    describeParallelAppending(context);
    describeReading(context);
    describeTailing(context);
    describeHolding(context);
    describeBounds(context);
  });
}

/** The reporter reads a reason up to the bracket that closes it. */
function plain(reason: string): string {
  return reason.replace(/[[\]\n]/g, ' ').trim();
}
