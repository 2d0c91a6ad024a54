import { EventStore, ExpectedRevision, InvalidAppend } from '@ledgerline/platform/eventstore';
import { newEvent, newEvents, newStream, readWholeLog } from './contract-events';
import { ContractContext } from './contract-context';

const APPENDERS = 100;
const STREAMS = 10;
const EACH = 5;

export function describeParallelAppending(context: ContractContext): void {
  describe('appending in parallel', () => {
    it('lets exactly one of 16 racing appends at one revision pass', async () => {
      const stream = newStream();
      const other = await context.backend.open();
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, n) =>
          (n % 2 ? other : context.store).append(stream, 'no-stream', newEvents(1)),
        ),
      );
      const outcomes = answers.map(({ outcome }) => outcome).sort();
      expect(outcomes).toEqual([...Array<string>(15).fill('conflict'), 'ok']);
    });

    it(`keeps ${APPENDERS} appenders over ${STREAMS} streams without a hole, a loss or a double`, async () => {
      const before = await context.store.head();
      const streams = Array.from({ length: STREAMS }, () => newStream());
      const stores = [context.store, await context.backend.open()];
      const sent = await Promise.all(
        Array.from({ length: APPENDERS }, (_, n) => appendRetrying(stores[n % 2]!, streams[n % STREAMS]!)),
      );

      const log = await readWholeLog(context.store, before);
      const ids = log.map(({ id }) => id);
      expect([...ids].sort()).toEqual(sent.flat().sort());
      const sequences = log.map(({ position }) => BigInt(position.slice(-20)));
      const ascending = sequences.every((sequence, at) => at === 0 || sequence > sequences[at - 1]!);
      expect(ascending).toBe(true);
      if (context.traits.positionsCount) {
        expect(sequences).toEqual(sequences.map((_, at) => sequences[0]! + BigInt(at)));
      }
      for (const stream of streams) {
        const revisions = log.filter((event) => event.stream === stream).map(({ revision }) => revision);
        expect(revisions).toEqual(revisions.map((_, at) => BigInt(at)));
      }
    });

    it('harms none of the others by one that conflicts, one that is known and one that is malformed', async () => {
      const command = { id: newEvent().id, index: 0 };
      const taken = newStream();
      await context.store.append(taken, 'no-stream', [newEvent({ command })]);
      await context.backend.indexed();

      const answers = await Promise.allSettled([
        context.store.append(newStream(), 'no-stream', newEvents(2)),
        context.store.append(taken, 'no-stream', newEvents(1)),
        context.store.append(newStream(), 'no-stream', [newEvent({ command })]),
        context.store.append(newStream(), 'no-stream', [newEvent({ data: '{"half":' })]),
        context.store.append(newStream(), 'no-stream', newEvents(1)),
      ]);
      expect(
        answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.outcome : answer.reason)),
      ).toEqual(['ok', 'conflict', 'duplicate', expect.any(InvalidAppend), 'ok']);
    });
  });
}

/** Appends {@link EACH} events one by one, each at the head as it finds it. */
async function appendRetrying(store: EventStore, stream: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let expected: ExpectedRevision = 'no-stream'; ids.length < EACH;) {
    const event = newEvent();
    const answer = await store.append(stream, expected, [event]);
    if (answer.outcome === 'ok') {
      ids.push(event.id);
      expected = answer.revision;
    } else if (answer.outcome === 'conflict') {
      expected = answer.actual;
    } else {
      throw new Error(`unexpected ${answer.outcome}`);
    }
  }
  return ids;
}
