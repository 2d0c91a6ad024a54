import { addSeconds } from '@ledgerline/kernel';
import { APPEND_BYTES_MAX, MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger } from '@ledgerline/platform/ledger';
import { FaultyEventStore } from '@ledgerline/testing';
import { faultOf, Instance } from './testing/instance';
import { addOne, NOON, plan, tallyStream } from './testing/tally';

const names = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`);
const LATER = addSeconds(NOON, 60);

describe('the ledger under too much', () => {
  it.each([
    ['of one stream', { queuedPerStreamMax: 3 }],
    ['of the whole process', { queuedMax: 4 }],
  ])('refuses what exceeds the queue %s, executes none of it and answers the rest', async (_, bounds) => {
    const store = new FaultyEventStore(new MemoryEventStore());
    const one = new Instance(store, bounds);
    await one.ask(addOne({ key: 'start' }));
    const release = store.hold();
    const first = one.ask(addOne({ key: 'in flight' }));
    await store.arrived(2);
    const waiting = names(3).map((key) => one.ask(addOne({ key })));

    expect(await faultOf(one.ask(addOne({ key: 'one too many' })))).toBe('overloaded');
    release();
    expect((await Promise.all([first, ...waiting])).map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'accepted',
    ]);
    expect(await one.sum()).toBe(5n);
    expect(one.ledger.queueDepth).toBe(0);
  });

  it('keeps no more streams than its bound, and finds those it let go again', async () => {
    const one = new Instance(new MemoryEventStore(), { cachedStreamsMax: 2 });
    for (const streamId of ['a', 'b', 'c', 'a']) await one.ask(addOne({ key: 'k1', streamId }));

    expect((await one.ask(addOne({ key: 'k2', streamId: 'a' }))).current.state.sum).toBe(2n);
  });
});

describe('the ledger and time', () => {
  let store: FaultyEventStore;
  let one: Instance;

  beforeEach(() => {
    store = new FaultyEventStore(new MemoryEventStore());
    one = new Instance(store);
  });

  it('records what is due before the decision, in the same append, without a command of its own', async () => {
    await one.ask(plan({ key: 'plan' }, LATER, ['a', 'b']));
    await one.ask(addOne({ key: 'k', receivedAt: LATER }));

    const [, settled] = store.sent;
    expect(settled!.events.map(({ type, command }) => [type, command?.index])).toEqual([
      ['test.tally.came-due.v1', undefined],
      ['test.tally.came-due.v1', undefined],
      ['test.tally.added.v1', 0],
    ]);
    expect(settled!.events.map(({ metadata }) => (JSON.parse(metadata) as { cause?: string }).cause)).toEqual(
      ['time', 'time', undefined],
    );
  });

  it('records nothing a millisecond before it is due', async () => {
    await one.ask(plan({ key: 'plan' }, LATER, ['a']));
    await one.settle('2026-11-21T12:00:59.999Z');
    expect(store.sent).toHaveLength(1);
    await one.settle(LATER);
    expect(store.sent).toHaveLength(2);
  });

  it('appends what is due in bounded appends before it decides', async () => {
    await one.ask(plan({ key: 'p1' }, LATER, names(300)));
    await one.ask(
      plan(
        { key: 'p2' },
        LATER,
        names(300).map((name) => `x${name}`),
      ),
    );
    const result = await one.ask(addOne({ key: 'k', receivedAt: LATER }));

    expect(store.sent.slice(2).map(({ events }) => events.length)).toEqual([256, 256, 89]);
    expect(result.current.state).toMatchObject({ due: [], sum: 1n });
  });

  it('appends large things that are due within the bytes of an append', async () => {
    const large = new Instance(store, {}, tallyStream({ bytesDue: 20_000 }));
    await large.ask(plan({ key: 'p' }, LATER, names(100)));
    await large.ask(addOne({ key: 'k', receivedAt: LATER }));

    const sizes = store.sent.map(({ events }) =>
      events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(APPEND_BYTES_MAX);
    expect(large.appended.at(-1)).toMatchObject({ outcome: 'ok' });
    expect((await large.ledger.read(tallyStream(), 's')).state).toMatchObject({ due: [], sum: 1n });
  });

  it('appends what is due behind a full batch within the bytes of an append', async () => {
    const large = new Instance(store, {}, tallyStream({ bytesDue: 3_000 }));
    await large.ask(plan({ key: 'p' }, LATER, names(200)));
    const release = store.hold();
    const first = large.ask(addOne({ key: 'first' }));
    await store.arrived(2);
    const bytes = 60_000;
    const asked = names(14).map((key) => large.ask(addOne({ key }, { bytes })));
    const last = large.ask(addOne({ key: 'k', receivedAt: LATER }));
    release();

    expect((await Promise.all([first, ...asked, last])).map(({ outcome }) => outcome)).toEqual(
      [...names(15), 'k'].map(() => 'accepted'),
    );
  });

  it('that cannot append what is due tells those who wait for it, and does not spin', async () => {
    await one.ask(plan({ key: 'p' }, LATER, names(300)));
    store.failNext('not-executed');

    expect(await faultOf(one.ask(addOne({ key: 'k', receivedAt: LATER })))).toBe('log-unavailable');
    expect(store.sent).toHaveLength(2);
  });

  it('settles a stream without a command, and writes nothing where nothing is due', async () => {
    await one.settle(LATER);
    expect(store.sent).toHaveLength(0);
    await one.ask(plan({ key: 'plan' }, LATER, ['a']));
    await one.settle(LATER);
    await one.settle(LATER);
    expect(store.sent.map(({ events }) => events.length)).toEqual([1, 1]);
  });

  it.each([
    [1_900, 'no fault'],
    [2_100, 'clock-skewed'],
    [-1_900, 'no fault'],
    [-2_100, 'clock-skewed'],
  ])('with a clock %d ms off the log’s: %s', async (clockAheadMs, heard) => {
    const ledger = new Ledger({ store, now: () => Date.now() });
    store.clockAheadMs = clockAheadMs;
    await ledger.clock.measure();

    expect(await faultOf(ledger.execute(tallyStream(), addOne({ key: 'k' })))).toBe(heard);
    store.clockAheadMs = 0;
    await ledger.clock.measure();
    expect(await faultOf(ledger.execute(tallyStream(), addOne({ key: 'k' })))).toBe('no fault');
  });

  it('gives half of a slow round trip in the clock’s favour', async () => {
    let now = Date.now();
    const ledger = new Ledger({ store, now: () => (now += 1_000) });
    store.clockAheadMs = 2_400;
    await ledger.clock.measure();

    expect(await faultOf(ledger.execute(tallyStream(), addOne({ key: 'k' })))).toBe('no fault');
  });
});

describe('a stream that cannot be folded', () => {
  const foreign = (type: string, data = '{}') => ({
    id: '00000000-0000-4000-8000-000000000001',
    type,
    data,
    metadata: '{"at":"2026-11-21T12:00:00.000Z"}',
  });

  it.each([
    ['an event type nobody knows', 'test.tally.from-the-future.v2', '{}'],
    ['a known event that is impossible', 'test.tally.added.v1', '{"amount":"no number"}'],
  ])('halts on %s while others go on', async (_, type, data) => {
    const store = new MemoryEventStore();
    const one = new Instance(store);
    await one.ask(addOne({ key: 'a' }));
    await store.append('tally-s', 0n, [foreign(type, data)]);

    expect(await faultOf(one.ask(addOne({ key: 'b' })))).toBe('stream-halted');
    expect(await faultOf(one.ask(addOne({ key: 'b' })))).toBe('stream-halted');
    expect(await faultOf(new Instance(store).ask(addOne({ key: 'b' })))).toBe('stream-halted');
    expect(await faultOf(one.sum())).toBe('stream-halted');
    expect((await one.ask(addOne({ key: 'b', streamId: 'other' }))).outcome).toBe('accepted');
    expect((await store.readStream('tally-s', { countMax: 9 })).head).toBe(1n);
  });
});

describe('closing the ledger', () => {
  it('answers what was accepted and refuses what comes after', async () => {
    const store = new FaultyEventStore(new MemoryEventStore());
    const one = new Instance(store);
    const release = store.hold();
    const asked = names(5).map((key) => one.ask(addOne({ key })));
    await store.arrived(1);
    const closed = one.ledger.close();

    expect(await faultOf(one.ask(addOne({ key: 'too late' })))).toBe('shutting-down');
    release();
    await closed;
    expect((await Promise.all(asked)).map(({ outcome }) => outcome)).toEqual(names(5).map(() => 'accepted'));
    expect((await store.readStream('tally-s', { countMax: 9 })).head).toBe(4n);
  });
});
