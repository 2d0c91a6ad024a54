import { EventStore, MemoryEventStore, TailMessage } from '@ledgerline/platform/eventstore';
import { added, tallyWriter } from './given-projections';
import { LogReader } from './log-reader';

describe('the log reader', () => {
  let store: MemoryEventStore;
  let write: ReturnType<typeof tallyWriter>;
  let stop: AbortController;

  beforeEach(() => {
    store = new MemoryEventStore();
    write = tallyWriter(store);
    stop = new AbortController();
  });

  afterEach(() => stop.abort());

  const started = (log: EventStore, batchEventsMax = 100): LogReader => {
    const reader = new LogReader(log, batchEventsMax);
    void reader.read(undefined, stop.signal);
    return reader;
  };

  const endingWith = (end: (signal: AbortSignal) => AsyncIterable<TailMessage>): EventStore => {
    const log = Object.create(store) as MemoryEventStore;
    log.tail = ({ signal }) => end(signal) as AsyncGenerator<TailMessage>;
    return log;
  };

  it('answers what is there, never more than a batch, and holds no second one', async () => {
    await write('a', ...Array.from({ length: 25 }, () => added(1n)));
    const reader = started(store, 10);
    const sizes = [await reader.take(0), await reader.take(0), await reader.take(0)].map(
      (batch) => batch!.length,
    );
    expect(sizes).toEqual([10, 10, 5]);
  });

  it('answers an idle log at once and lets a busy one gather until the rest is over', async () => {
    const reader = started(store);
    await write('a', added(1n));
    expect(await reader.take(0)).toHaveLength(1);
    const taken = reader.take(30);
    for (let i = 0; i < 5; i++) await write('a', added(1n));
    expect(await taken).toHaveLength(5);
  });

  it('keeps nothing waiting for company that does not come, however long the rest', async () => {
    const reader = started(store);
    const taken = reader.take(3_600_000);
    await write('a', added(1n));
    expect(await taken).toHaveLength(1);
  });

  it('moves on over places that hold no event', async () => {
    const position = `${store.storeId}-${'7'.padStart(20, '0')}`;
    const log = endingWith(async function* (signal) {
      yield { kind: 'checkpoint', position };
      yield { kind: 'caught-up' };
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    });
    expect(await started(log).take(0)).toEqual([{ position }]);
  });

  it('throws what the log threw, and does not take an early end for a quiet log', async () => {
    const failing = endingWith(async function* () {
      yield { kind: 'caught-up' };
      throw new Error('the log is away');
    });
    await expect(started(failing).take(0)).rejects.toThrow('the log is away');
    const ending = endingWith(async function* () {
      yield { kind: 'caught-up' };
    });
    await expect(started(ending).take(0)).rejects.toThrow('ended its stream');
  });

  it('answers nothing more once it was stopped', async () => {
    const reader = started(store);
    const taken = reader.take(0);
    stop.abort();
    expect(await taken).toBeUndefined();
  });
});
