import { accept } from '@ledgerline/kernel';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { FaultyEventStore } from '@ledgerline/testing';
import { faultOf, Instance } from './testing/instance';
import { addOne, asking, NOON, nothing, TallyCommand, thatThrows } from './testing/tally';

const keys = (count: number) => Array.from({ length: count }, (_, i) => `key ${i}`);

describe('group commit', () => {
  let store: FaultyEventStore;
  let one: Instance;

  beforeEach(() => {
    store = new FaultyEventStore(new MemoryEventStore());
    one = new Instance(store);
  });

  /** Holds an append in flight while the others are asked for. */
  async function duringAnAppend(commands: readonly TallyCommand[]) {
    const release = store.hold();
    const first = one.ask(addOne({ key: 'first' }));
    await store.arrived(1);
    const asked = commands.map((command) => one.ask(command));
    release();
    await first;
    return asked;
  }

  it('appends together what arrived while an append was in flight', async () => {
    const results = await Promise.all(await duringAnAppend(keys(20).map((key) => addOne({ key }))));

    expect(store.sent.map(({ events }) => events.length)).toEqual([1, 20]);
    expect(results.map(({ events }) => events.length)).toEqual(keys(20).map(() => 1));
    expect(await one.sum()).toBe(21n);
  });

  it('decides each command on what its predecessors in the same append leave behind', async () => {
    const results = await Promise.all(
      await duringAnAppend(keys(5).map((key) => addOne({ key }, { limit: 3n }))),
    );

    expect(results.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'accepted',
      'refused',
      'refused',
      'refused',
    ]);
    expect(store.sent).toHaveLength(2);
  });

  it('gives each command the position of its own last event', async () => {
    const results = await Promise.all(await duringAnAppend(keys(3).map((key) => addOne({ key }))));
    const recorded = await store.readAll({ after: undefined, countMax: 10 });

    expect(results.map(({ position }) => position)).toEqual(recorded.slice(1).map((e) => e.position));
  });

  it('closes an append at 256 commands', async () => {
    await Promise.all(await duringAnAppend(keys(300).map((key) => addOne({ key }))));

    expect(one.appended.map(({ commands }) => commands)).toEqual([1, 256, 44]);
  });

  it('closes an append at 900 KiB', async () => {
    const bytes = 60 * 1024;
    await Promise.all(await duringAnAppend(keys(30).map((key) => addOne({ key }, { bytes }))));

    // 15 × 60 KiB and what surrounds them is the first sum beyond 900 KiB.
    expect(one.appended.map(({ commands }) => commands)).toEqual([1, 15, 15]);
  });

  it('leaves a command whose events do not fit any more to the next append', async () => {
    const large = (key: string) =>
      asking({ key }, (_, { now: at }) => {
        const added = (): {
          type: 'Added';
          data: { amount: bigint; label: null; note: string; at: string };
        } => ({
          type: 'Added',
          data: { amount: 1n, label: null, note: 'x'.repeat(60 * 1024), at },
        });
        return accept(...Array.from({ length: 10 }, added));
      });
    await Promise.all(await duringAnAppend([large('a'), large('b'), large('c')]));

    expect(one.appended.map(({ events }) => events)).toEqual([1, 10, 10, 10]);
    expect(await one.sum()).toBe(31n);
  });

  it('lets a command alone fail that would record more than one event holds', async () => {
    const [before, tooLarge, after] = await duringAnAppend([
      addOne({ key: 'before' }),
      addOne({ key: 'too large' }, { bytes: 64 * 1024 }),
      addOne({ key: 'after' }),
    ]);

    expect(await faultOf(tooLarge!)).toBe('command-too-large');
    expect((await before)!.outcome).toBe('accepted');
    expect((await after)!.outcome).toBe('accepted');
    expect(await one.sum()).toBe(3n);
  });

  it('records nothing of a command whose second event cannot be recorded', async () => {
    const added = (bytes: number) => ({
      type: 'Added' as const,
      data: { amount: 5n, label: null, note: 'x'.repeat(bytes), at: NOON },
    });
    const [half, after] = await duringAnAppend([
      asking({ key: 'half' }, () => accept(added(0), added(64 * 1024))),
      addOne({ key: 'after' }),
    ]);

    expect(await faultOf(half!)).toBe('command-too-large');
    expect((await after)!.current.state.sum).toBe(2n);
    expect(await one.sum()).toBe(2n);
  });

  it('lets one refused, one throwing and one idle command harm none of the others', async () => {
    const [a, refused, thrown, idle, b] = await duringAnAppend([
      addOne({ key: 'a' }),
      addOne({ key: 'refused' }, { limit: 0n }),
      thatThrows({ key: 'thrown' }),
      nothing({ key: 'idle' }),
      addOne({ key: 'b' }),
    ]);

    expect(await faultOf(thrown!)).toBe('stream-halted');
    expect((await Promise.all([a, refused, idle, b])).map((result) => result!.outcome)).toEqual([
      'accepted',
      'refused',
      'no-effect',
      'accepted',
    ]);
    expect(await one.sum()).toBe(3n);
  });

  it('answers a refusal only once the log holds it', async () => {
    const release = store.hold();
    let answered = false;
    const refused = one.ask(addOne({ key: 'refused' }, { limit: 0n })).then(async () => {
      // On a stream that does not exist a refusal leaves nothing behind.
      answered = true;
    });
    await refused;
    expect([answered, store.sent.length]).toEqual([true, 0]);

    answered = false;
    void one.ask(addOne({ key: 'exists' }));
    const recorded = one.ask(addOne({ key: 'recorded' }, { limit: 1n })).then(() => (answered = true));
    await store.arrived(1);
    expect(answered).toBe(false);
    release();
    await recorded;
    expect(await one.ledger.store.readAll({ after: undefined, countMax: 10 })).toHaveLength(2);
  });

  it('keeps streams apart: one that waits holds up no other', async () => {
    const release = store.hold();
    const held = one.ask(addOne({ key: 'held', streamId: 'slow' }));
    await store.arrived(1);
    store.hold()();
    await one.ask(addOne({ key: 'k', streamId: 'quick' }));
    release();
    expect((await held).outcome).toBe('accepted');
  });

  it('does not run time backwards within a stream', async () => {
    const at = (second: string) => `2026-11-21T12:00:0${second}.000Z`;
    await one.ask(addOne({ key: 'a', receivedAt: at('5') }));
    await one.ask(addOne({ key: 'b', receivedAt: at('3') }));
    const c = await one.ask(addOne({ key: 'c', receivedAt: at('7') }));

    expect(c.current.state.instants).toEqual([at('5'), at('5'), at('7')]);
    expect((await one.ask(addOne({ key: 'd', receivedAt: NOON }))).decidedAt).toBe(at('7'));
  });

  it('does not run time backwards after another instance with a faster clock', async () => {
    const fast = new Instance(store);
    await fast.ask(addOne({ key: 'a', receivedAt: '2026-11-21T12:00:01.500Z' }));

    expect((await one.ask(addOne({ key: 'b' }))).decidedAt).toBe('2026-11-21T12:00:01.500Z');
  });
});
