import { noEffect } from '@ledgerline/kernel';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { FaultyEventStore } from '@ledgerline/testing';
import { faultOf, Instance } from './testing/instance';
import { addOne, asking, TallyCommand } from './testing/tally';
import { together } from './together';

const adding = (keys: string, limit?: bigint) =>
  [...keys].map((key) => addOne({ key }, limit === undefined ? {} : { limit }));
const idle = asking({ key: 'idle' }, () => noEffect('nothing-to-do'));

describe('commands that belong together', () => {
  let store: FaultyEventStore;
  let one: Instance;
  let two: Instance;

  beforeEach(async () => {
    store = new FaultyEventStore(new MemoryEventStore());
    [one, two] = [new Instance(store), new Instance(store)];
    await one.ask(addOne({ key: 'first' }));
  });

  const recorded = async () =>
    (await store.readAll({ after: undefined, countMax: 100 })).map(({ type }) => type.split('.')[2]);
  const ask = (commands: readonly TallyCommand[], instance = one) => instance.ask(together(commands));

  it('stand in one append, each with its own id, facts and position', async () => {
    const commands = [...adding('abc'), idle];
    const { outcome, parts } = await ask(commands);

    expect(outcome).toBe('accepted');
    expect(store.sent.map(({ events }) => events.length)).toEqual([1, 4]);
    const log = await store.readAll({ after: undefined, countMax: 10 });
    expect(parts!.map(({ position }) => position)).toEqual(log.slice(1).map(({ position }) => position));
    expect(parts!.map((part) => part.outcome)).toEqual(['accepted', 'accepted', 'accepted', 'no-effect']);
    for (const [index, { commandId }] of commands.entries()) {
      expect(await store.readCommand('tally-s', commandId)).toMatchObject([{ revision: BigInt(index + 1) }]);
    }
  });

  it('do not happen where one is refused, which alone is recorded, with the figures it met', async () => {
    const { outcome, refusal, refusedPart, parts } = await ask([...adding('ab'), ...adding('c', 2n)]);

    expect({ outcome, refusedPart, parts }).toEqual({ outcome: 'refused', refusedPart: 2, parts: undefined });
    expect(refusal).toMatchObject({ reason: 'over-limit', figures: { sum: '3' } });
    expect(await recorded()).toEqual(['added', 'refused']);
    expect(await one.sum()).toBe(1n);
  });

  it.each(['accepted', 'refused'])(
    'hear the same again when they were %s, from any instance',
    async (how) => {
      const commands = [...adding('ab'), ...adding('c', how === 'accepted' ? 10n : 2n)];
      const told = await ask(commands);
      const before = await recorded();
      for (const instance of [one, two, new Instance(store)]) {
        const again = await ask(commands, instance);
        expect(again).toMatchObject({ outcome: told.outcome, replayed: true, position: told.position });
        expect(again.refusedPart).toBe(told.refusedPart);
        expect(again.parts?.map(({ events }) => events)).toEqual(told.parts?.map(({ events }) => events));
      }
      expect(await recorded()).toEqual(before);
    },
  );

  it('are one effect when they are asked for twice at once, here and elsewhere', async () => {
    const commands = adding('abc');
    const told = await Promise.all([ask(commands), ask(commands), ask(commands, two)]);
    expect(new Set(told.map(({ position }) => position)).size).toBe(1);
    expect(await one.sum()).toBe(4n);
  });

  it('wait for one of them that is on its way alone, and are then refused as keys used before', async () => {
    const [a, b] = adding('ab') as [TallyCommand, TallyCommand];
    const alone = one.ask(a);
    const fault = await faultOf(ask([a, b]));
    expect(fault).toBe('idempotency-key-reused');
    expect((await alone).outcome).toBe('accepted');
    expect(await one.sum()).toBe(2n);
  });

  it('are recorded once when the log forgets to say so', async () => {
    store.failNext('answer-lost');
    const { outcome } = await ask(adding('abc'));
    expect(outcome).toBe('accepted');
    expect(await one.sum()).toBe(4n);
  });

  it('that no append holds are refused as too large, and leave nothing behind', async () => {
    const large = [...Array(20).keys()].map((n) => addOne({ key: `l${n}` }, { bytes: 60 * 1024 }));
    expect(await faultOf(ask(large))).toBe('command-too-large');
    expect(await one.sum()).toBe(1n);
  });
});
