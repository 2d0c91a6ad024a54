import fc from 'fast-check';
import { MemoryEventStore, NewEvent, positionOf } from '@ledgerline/platform/eventstore';
import { Ledger, MemorySnapshotStore, SnapshotStore, StoredSnapshot } from '@ledgerline/platform/ledger';
import { countingReads, newEvent } from '@ledgerline/testing';
import { addOne, tallyEvents, tallySnapshot, tallyStream } from './testing/tally';

const STREAM = 'tally-s';
const FOLDED = 1_500;

/** A log with one long stream in it, and a process that has met it and gone. */
async function aLongStream({ events = FOLDED } = {}) {
  const store = new MemoryEventStore();
  const snapshots = new MemorySnapshotStore();
  await append(store, 'no-stream', events);
  await ledgerOn(store, snapshots).read(tallyStream(), 's');
  return { store, snapshots };
}

async function append(store: MemoryEventStore, expected: bigint | 'no-stream', count: number) {
  const first = expected === 'no-stream' ? 0 : Number(expected) + 1;
  return store.append(STREAM, expected, added(first, count));
}

function added(first: number, count: number): NewEvent[] {
  return Array.from({ length: count }, (_, n) => {
    const at = new Date(Date.UTC(2026, 0, 1) + first + n).toISOString();
    const data = { amount: BigInt(first + n), label: null, note: '', at };
    return newEvent({ ...tallyEvents.encode({ type: 'Added', data }), metadata: JSON.stringify({ at }) });
  });
}

function ledgerOn(store: MemoryEventStore, snapshots?: SnapshotStore) {
  return new Ledger({ store: store, snapshots, now: () => Date.now() });
}

async function headOf(store: MemoryEventStore, snapshots?: SnapshotStore, stream = tallyStream()) {
  const counting = countingReads(store);
  const ledger = new Ledger({ store: counting.store, snapshots, now: () => Date.now() });
  return { head: await ledger.read(stream, 's'), eventsRead: counting.events() };
}

function changed(snapshots: MemorySnapshotStore, change: Partial<StoredSnapshot>): MemorySnapshotStore {
  const copy = new MemorySnapshotStore();
  copy.save({ ...snapshots.snapshots.get(STREAM)!, ...change });
  return copy;
}

describe('a snapshot', () => {
  it('gives the same head as the whole history, from what came after it alone', async () => {
    const { store, snapshots } = await aLongStream();
    await append(store, BigInt(FOLDED - 1), 20);
    const whole = await headOf(store);
    const short = await headOf(store, snapshots);
    expect(short.head).toEqual(whole.head);
    expect(whole.eventsRead).toBe(FOLDED + 20);
    expect(short.eventsRead).toBeLessThan(300);
  });

  it('is written after the append that crosses a multiple of five hundred events, not before', async () => {
    const { store, snapshots } = await aLongStream({ events: 498 });
    expect(snapshots.snapshots.size).toBe(0);
    const ledger = ledgerOn(store, snapshots);
    await ledger.execute(tallyStream(), addOne({ key: 'a' }));
    expect(snapshots.snapshots.size).toBe(0);
    const { position } = await ledger.execute(tallyStream(), addOne({ key: 'b' }));
    expect(snapshots.snapshots.get(STREAM)).toMatchObject({ revision: 499n, position });
  });

  it('may be lost at any time: nothing but the time to load changes', async () => {
    const { store, snapshots } = await aLongStream();
    const before = await headOf(store, snapshots);
    snapshots.snapshots.clear();
    expect((await headOf(store, snapshots)).head).toEqual(before.head);
    expect(snapshots.snapshots.size).toBe(1);
  });

  it.each([
    ['ahead of the end of the stream', { revision: BigInt(FOLDED + 7) }],
    ['of another log', { position: positionOf('another', BigInt(FOLDED)) }],
    ['of another place', { revision: BigInt(FOLDED - 2) }],
    ['of another shape', { schemaHash: 'another' }],
    ['unreadable', { state: '{"sum":' }],
    ['of another state', { state: '["1"]' }],
  ] as const)('that is %s is ignored', async (_, change) => {
    const { store, snapshots } = await aLongStream();
    const whole = await headOf(store);
    expect((await headOf(store, changed(snapshots, change))).head).toEqual(whole.head);
  });

  it('is not read by a definition whose fold has another version', async () => {
    const { store, snapshots } = await aLongStream();
    const wrong = changed(snapshots, { state: JSON.stringify(['0', 0, [], []]) });
    const stream = tallyStream({ snapshot: { ...tallySnapshot, version: 2 } });
    expect((await headOf(store, wrong, stream)).head.state.sum).toBeGreaterThan(0n);
  });

  it('from which the rest of the stream cannot be folded is done without', async () => {
    const { store, snapshots } = await aLongStream();
    const evolve = tallyStream().evolve;
    const strict = {
      ...tallyStream(),
      evolve: (...[state, event]: Parameters<typeof evolve>) => {
        if (state.sum < 0n) throw new Error('a sum below zero');
        return evolve(state, event);
      },
    };
    await append(store, BigInt(FOLDED - 1), 1);
    const poisoned = changed(snapshots, { state: JSON.stringify(['-5', 0, [], []]) });
    expect((await headOf(store, poisoned, strict)).head.state.sum).toBeGreaterThan(0n);
  });

  it('that cannot be loaded, or does not come, or cannot be written keeps nobody waiting', async () => {
    const { store } = await aLongStream();
    const broken = (load: SnapshotStore['load']): SnapshotStore => ({
      load,
      save: () => {
        throw new Error('disk full');
      },
      close: () => Promise.resolve(),
    });
    const fails = broken(() => Promise.reject(new Error('no connection')));
    const hangs = broken(() => new Promise(() => undefined));
    const whole = await headOf(store);
    expect((await headOf(store, fails)).head).toEqual(whole.head);
    expect((await headOf(store, hangs)).head).toEqual(whole.head);
    const answer = await ledgerOn(store, fails).execute(
      tallyStream(),
      addOne({ key: 'a' }, { limit: 10n ** 9n }),
    );
    expect(answer.outcome).toBe('accepted');
  });

  it('of any event and the tail after it fold to what the whole history folds to', async () => {
    const events = added(0, 400).map(({ type, data }) => tallyEvents.decode(type, data));
    const { initial, evolve } = tallyStream();
    const { codec } = tallySnapshot;
    const whole = events.reduce(evolve, initial());
    fc.assert(
      fc.property(fc.nat({ max: events.length }), (cut) => {
        const kept = JSON.stringify(codec.encode(events.slice(0, cut).reduce(evolve, initial())));
        expect(events.slice(cut).reduce(evolve, codec.decode(JSON.parse(kept)))).toEqual(whole);
      }),
    );
  });
});
