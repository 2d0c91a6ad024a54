import { accept, addSeconds, refuse } from '@ledgerline/kernel';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { FaultyEventStore } from '@ledgerline/testing';
import { faultOf, Instance } from './testing/instance';
import { addOne, asking, nothing, NOON, plan } from './testing/tally';

const LATER = addSeconds(NOON, 60);

describe('two instances on one log', () => {
  let store: FaultyEventStore;
  let one: Instance;
  let other: Instance;

  beforeEach(async () => {
    store = new FaultyEventStore(new MemoryEventStore());
    one = new Instance(store);
    other = new Instance(store);
    await one.ask(addOne({ key: 'start' }));
    await other.sum();
  });

  const raise = (key: string) =>
    asking({ key }, (_, { now: at }) =>
      accept({ type: 'Added', data: { amount: 100n, label: null, note: '', at } }),
    );
  const atLeast = (key: string, sum: bigint, reason: string) =>
    asking({ key }, (state) =>
      state.sum < sum ? refuse(reason) : accept({ type: 'Planned', data: { name: key, dueAt: '9' } }),
    );

  it('never refuse from a stale cache: what another granted meanwhile is seen', async () => {
    await other.ask(raise('granted by the other'));

    expect((await one.ask(atLeast('k', 101n, 'too-poor'))).outcome).toBe('accepted');
  });

  it('never refuse from a stale cache even where a refusal is not recorded', async () => {
    await other.ask(raise('granted by the other'));

    expect((await one.ask(atLeast('k', 101n, 'unrecorded'))).outcome).toBe('accepted');
  });

  it('answer an unrecorded refusal with the place of the stream that was looked at', async () => {
    const granted = await other.ask(raise('granted by the other'));
    const refused = await one.ask(atLeast('k', 999n, 'unrecorded'));

    expect(refused).toMatchObject({ outcome: 'refused', events: [], position: granted.position });
    expect(refused.current.state.sum).toBe(101n);
  });

  it('never accept from a stale cache: what another spent meanwhile is seen', async () => {
    await other.ask(addOne({ key: 'the last one' }, { limit: 2n }));

    expect((await one.ask(addOne({ key: 'k' }, { limit: 2n }))).refusal).toEqual(
      refuse('over-limit', { sum: '2' }),
    );
  });

  it('never say that nothing was to be done from a stale cache', async () => {
    await other.ask(raise('granted by the other'));
    const idle = await one.ask(nothing({ key: 'k' }));

    expect(idle.current.state.sum).toBe(101n);
  });

  it('never call a command impossible from a stale cache', async () => {
    await other.ask(raise('granted by the other'));
    const fussy = asking({ key: 'k' }, ({ sum }) => {
      if (sum < 100n) throw new Error('impossible');
      return accept({ type: 'Planned', data: { name: 'p', dueAt: '9' } });
    });

    expect((await one.ask(fussy)).outcome).toBe('accepted');
  });

  it('let exactly the affordable number of 64 parallel requests pass', async () => {
    const asked = Array.from({ length: 64 }, (_, i) =>
      (i % 2 ? one : other).ask(addOne({ key: `k ${i}` }, { limit: 11n })),
    );
    const outcomes = (await Promise.all(asked)).map(({ outcome }) => outcome);

    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(54);
    expect([await one.sum(), await other.sum()]).toEqual([11n, 11n]);
  });

  it('record what time has caused once, when both are asked to at the same time', async () => {
    await one.ask(plan({ key: 'plan' }, LATER, ['a', 'b']));
    await other.sum();
    const places = await Promise.all([one.settle(LATER), other.settle(LATER), other.settle(LATER)]);

    const { events } = await store.readStream('tally-s', { countMax: 100 });
    expect(events.map(({ type }) => type).filter((type) => type.includes('came-due'))).toHaveLength(2);
    expect(new Set(places)).toEqual(new Set([events.at(-1)!.position]));
  });

  it('come through a run of conflicts', async () => {
    store.failNext('conflict', 'conflict', 'conflict');

    expect((await one.ask(addOne({ key: 'k' }))).outcome).toBe('accepted');
    expect(one.appended.map(({ outcome }) => outcome)).toEqual([
      'ok',
      'conflict',
      'conflict',
      'conflict',
      'ok',
    ]);
  });

  it('give up a command that meets nothing but conflicts, as not executed', async () => {
    const impatient = new Instance(store, { attemptsMax: 3 });
    store.failNext('conflict', 'conflict', 'conflict');

    expect(await faultOf(impatient.ask(addOne({ key: 'k' })))).toBe('overloaded');
    expect(await one.sum()).toBe(1n);
  });

  it('read what the other has just written', async () => {
    await other.ask(raise('granted by the other'));

    expect(await one.sum()).toBe(101n);
  });

  it('see a stream appear that was missing a moment ago', async () => {
    const grant = (key: string) =>
      asking({ key, streamId: 'new' }, ({ sum }, { now: at }) =>
        sum === 0n
          ? refuse('not-found')
          : accept({ type: 'Added', data: { amount: 1n, label: null, note: '', at } }),
      );
    expect((await one.ask(grant('early'))).refusal).toEqual(refuse('not-found'));
    await other.ask(addOne({ key: 'opens', streamId: 'new' }));

    expect((await one.ask(grant('late'))).outcome).toBe('accepted');
  });
});
