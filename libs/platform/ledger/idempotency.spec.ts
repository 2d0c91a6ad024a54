import { accept, refuse } from '@ledgerline/kernel';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { FaultyEventStore } from '@ledgerline/testing';
import { faultOf, Instance, TallyResult } from './testing/instance';
import { addOne, asking, nothing } from './testing/tally';

const factsOf = ({ outcome, events, refusal, position, decidedAt }: TallyResult) => ({
  outcome,
  events,
  refusal,
  position,
  decidedAt,
});

describe('a repeated command', () => {
  let store: FaultyEventStore;
  let one: Instance;

  beforeEach(() => {
    store = new FaultyEventStore(new MemoryEventStore());
    one = new Instance(store);
  });

  it('that meets its original in flight waits and hears the same, as a replay', async () => {
    const release = store.hold();
    const original = one.ask(addOne({ key: 'k' }));
    const twin = one.ask(addOne({ key: 'k' }));
    release();

    expect(factsOf(await twin)).toEqual(factsOf(await original));
    expect([(await original).replayed, (await twin).replayed]).toEqual([false, true]);
    expect(await one.sum()).toBe(1n);
  });

  it('with another body is refused while its original is in flight, and afterwards', async () => {
    const original = one.ask(addOne({ key: 'k', body: 'this' }));
    expect(await faultOf(one.ask(addOne({ key: 'k', body: 'that' })))).toBe('idempotency-key-reused');
    await original;
    expect(await faultOf(one.ask(addOne({ key: 'k', body: 'that' })))).toBe('idempotency-key-reused');
    expect(await faultOf(new Instance(store).ask(addOne({ key: 'k', body: 'that' })))).toBe(
      'idempotency-key-reused',
    );
    expect(await one.sum()).toBe(1n);
  });

  it('with the same key from another principal or on another stream is another command', async () => {
    await one.ask(addOne({ key: 'k' }));
    const elsewhere = await one.ask(addOne({ key: 'k', streamId: 't' }));

    expect(elsewhere.replayed).toBe(false);
    expect(elsewhere.current.state.sum).toBe(1n);
  });

  it.each([
    ['the same instance', () => one],
    ['an instance started later', () => new Instance(store)],
  ])('hears the recorded facts again from %s: acceptance, refusal and no effect', async (_, other) => {
    const asked = [
      () => addOne({ key: 'accepted' }),
      () => addOne({ key: 'refused' }, { limit: 1n }),
      () => nothing({ key: 'idle' }),
    ];
    const originals: TallyResult[] = [];
    for (const command of asked) originals.push(await one.ask(command()));
    await one.ask(addOne({ key: 'later' }));

    const again: TallyResult[] = [];
    for (const command of asked) again.push(await other().ask(command()));

    expect(originals.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused', 'no-effect']);
    expect(again.map(factsOf)).toEqual(originals.map(factsOf));
    expect(again.every(({ replayed }) => replayed)).toBe(true);
    expect(await store.readAll({ after: undefined, countMax: 10 })).toHaveLength(4);
  });

  it('hears the stream as it stands now, with its own position', async () => {
    const original = await one.ask(addOne({ key: 'k' }));
    const later = await one.ask(addOne({ key: 'later' }));
    const again = await one.ask(addOne({ key: 'k' }));

    expect(again.position).toBe(original.position);
    expect(again.current.position).toBe(later.position);
    expect(again.current.state.sum).toBe(2n);
  });

  it('hears the recorded refusal though by now it would be accepted', async () => {
    const command = (limit: bigint) => addOne({ key: 'k', body: 'same' }, { limit });
    await one.ask(addOne({ key: 'first' }));
    await one.ask(command(1n));
    const again = await one.ask(command(9n));

    expect(again.refusal).toEqual(refuse('over-limit', { sum: '1' }));
    expect(await one.sum()).toBe(1n);
  });

  it('hears the recorded facts though by now it would be refused without a record', async () => {
    let open = true;
    const command = () =>
      asking({ key: 'k' }, (_, { now: at }) =>
        open
          ? accept({ type: 'Added', data: { amount: 1n, label: null, note: '', at } })
          : refuse('unrecorded'),
      );
    const original = await one.ask(command());
    open = false;

    for (const instance of [one, new Instance(store)]) {
      const again = await instance.ask(command());
      expect(factsOf(again)).toEqual(factsOf(original));
      expect(again.replayed).toBe(true);
    }
  });

  it('hears the recorded facts though others of its append are written', async () => {
    let open = true;
    const command = () =>
      asking({ key: 'k' }, (_, { now: at }) =>
        open
          ? accept({ type: 'Added', data: { amount: 1n, label: null, note: '', at } })
          : refuse('unrecorded'),
      );
    const original = await one.ask(command());
    open = false;
    const [, again, fresh] = await one.askAll([
      addOne({ key: 'opens the append' }),
      command(),
      addOne({ key: 'same append' }),
    ]);

    expect(factsOf(again!)).toEqual(factsOf(original));
    expect(fresh!.current.state.sum).toBe(3n);
  });

  it('hears the recorded facts though deciding it again is impossible', async () => {
    const once = () =>
      asking({ key: 'k' }, ({ sum }, { now: at }) => {
        if (sum > 0n) throw new Error('this was granted already');
        return accept({ type: 'Added', data: { amount: 1n, label: null, note: '', at } });
      });
    const original = await one.ask(once());

    for (const instance of [one, new Instance(store)]) {
      expect(factsOf(await instance.ask(once()))).toEqual(factsOf(original));
    }
  });

  it('harms none of those it is appended with', async () => {
    await one.ask(addOne({ key: 'k' }));
    const results = await one.askAll([
      addOne({ key: 'opens the append' }),
      addOne({ key: 'a' }),
      addOne({ key: 'k' }),
      addOne({ key: 'b' }),
    ]);

    expect(results.map(({ replayed }) => replayed)).toEqual([false, false, true, false]);
    expect(await one.sum()).toBe(4n);
  });

  it('on two instances at the same instant is recorded once, and both hear the same', async () => {
    const other = new Instance(store);
    const [mine, theirs] = await Promise.all([
      one.ask(addOne({ key: 'k' })),
      other.ask(addOne({ key: 'k' })),
    ]);

    expect(factsOf(mine)).toEqual(factsOf(theirs));
    expect(await one.sum()).toBe(1n);
    expect(await store.readAll({ after: undefined, countMax: 10 })).toHaveLength(1);
  });

  it('that the two instances decide differently is decided by the first', async () => {
    const other = new Instance(store);
    await one.ask(addOne({ key: 'first' }));
    await other.ask(addOne({ key: 'second' }));
    const same = (limit: bigint) => addOne({ key: 'k', body: 'same' }, { limit });
    const [mine, theirs] = await Promise.all([one.ask(same(2n)), other.ask(same(3n))]);

    expect(mine.outcome).toBe(theirs.outcome);
    expect(mine.events).toEqual(theirs.events);
    expect(mine.position).toBe(theirs.position);
  });
});
