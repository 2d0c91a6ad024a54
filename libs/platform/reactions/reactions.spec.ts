import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger } from '@ledgerline/platform/ledger';
import { givenReactions } from '@ledgerline/testing';
import { Deed, does, ends, Reaction, waits } from './reaction';
import { jarHand, jars, pour, pourWhenFilled } from './testing/jars';

const START = Date.parse('2026-01-01T00:00:00.000Z');

async function given(...reactions: Reaction[]) {
  const store = new MemoryEventStore();
  const clock = { now: START };
  const now = () => clock.now;
  const ledger = new Ledger({ store, now });
  const reacting = await givenReactions({ reactions, ledger, events: [jars.events], now });
  const after = async (seconds: number) => {
    clock.now += seconds * 1_000;
    await reacting.settled();
  };
  return { store, ledger, reacting, after, ...jarHand(ledger, now) };
}

/** Into the jar that the event names, if any. */
const onward = (refused: Parameters<typeof pour>[2] = {}) =>
  pourWhenFilled(({ data }) => (data.into ? [pour(data.into, data.amount, refused)] : []));
const waiting = { refused: { 'jar-closed': waits('it may open') } };

function deed(perform: Deed['perform']): Deed {
  return { kind: 'deed', name: 'ring-the-bell', perform };
}

describe('a reaction', () => {
  it('commands once however often its event is met, and tells who caused it', async () => {
    const { store, reacting, fill, amounts } = await given(onward());
    await fill('a', 3, 'b');
    await reacting.settled();
    await reacting.forget();
    await reacting.settled();
    expect(await amounts('b')).toEqual([3]);
    const { events } = await store.readStream('jar-b', { countMax: 9 });
    const [cause] = (await store.readStream('jar-a', { countMax: 1 })).events;
    expect(JSON.parse(events[0]!.metadata)).toMatchObject({
      actor: 'reaction:pour-when-jar-filled',
      role: 'system',
      causedBy: cause!.id,
      requestId: expect.stringMatching(/^request-/) as string,
    });
  });

  it('is asked again in words of today and hears what was recorded then', async () => {
    let amount = 3;
    const reaction = pourWhenFilled(({ data }) => (data.into ? [pour(data.into, amount)] : []));
    const { reacting, fill, amounts } = await given(reaction);
    await fill('a', 3, 'b');
    await reacting.settled();
    amount = 4;
    await reacting.forget();
    await reacting.settled();
    expect(await amounts('b')).toEqual([3]);
    expect(reacting.items()).toEqual([]);
  });

  it('goes on with what follows from what it recorded, and from a refusal', async () => {
    const tell = { recorded: () => [pour('told', 1)] };
    const instead = { refused: { 'jar-closed': does(() => [pour('instead', 2)]) } };
    const { reacting, fill, close, amounts } = await given(onward({ ...tell, ...instead }));
    await fill('a', 3, 'b');
    await reacting.settled();
    await close('b');
    await fill('a', 3, 'b');
    await reacting.settled();
    expect([await amounts('b'), await amounts('told'), await amounts('instead')]).toEqual([[3], [1], [2]]);
  });

  it('has a name of its own, for its commands have their ids from it', async () => {
    await expect(given(onward(), onward())).rejects.toThrow('every reaction has a name of its own');
  });

  it('ends where a refusal says so', async () => {
    const { reacting, fill, close } = await given(onward({ refused: { 'jar-closed': ends('closed') } }));
    await close('b');
    await fill('a', 3, 'b');
    await reacting.settled();
    expect(reacting.items()).toEqual([]);
  });
});

describe('an input that cannot act yet', () => {
  it('waits, those of its key behind it in order, and nothing else waits', async () => {
    const { reacting, fill, close, open, amounts, after } = await given(onward(waiting));
    await close('b');
    await fill('a', 1, 'b');
    await fill('a', 2, 'c');
    await fill('x', 3, 'c');
    await reacting.settled();
    expect(await amounts('c')).toEqual([3]);
    expect(reacting.items()).toMatchObject([
      { key: 'jar-a', state: 'waiting', attempts: 1, reason: 'jar-closed: it may open' },
      { key: 'jar-a', state: 'behind', attempts: 0 },
    ]);
    await open('b');
    await after(1);
    expect([await amounts('b'), await amounts('c')]).toEqual([[1], [3, 2]]);
    expect(reacting.items()).toEqual([]);
  });

  it('stands before what comes of its key much later, also after another reactor has taken over', async () => {
    const { reacting, fill, close, open, amounts, after } = await given(onward(waiting));
    await close('b');
    await fill('a', 1, 'b');
    await reacting.settled();
    await fill('a', 2, 'c');
    await reacting.settled();
    await reacting.takenOver();
    await fill('a', 3, 'c');
    await reacting.settled();
    expect(await amounts('c')).toEqual([]);
    expect(reacting.items().map(({ state }) => state)).toEqual(['waiting', 'behind', 'behind']);
    await open('b');
    await after(1);
    expect([await amounts('b'), await amounts('c')]).toEqual([[1], [2, 3]]);
  });

  it('is tried again after a second, then after twice as long each time, at most ten minutes, for ever', async () => {
    const { reacting, fill, close, after } = await given(onward(waiting));
    await close('b');
    await fill('a', 1, 'b');
    await reacting.settled();
    const waited: number[] = [];
    for (let attempt = 1; attempt <= 12; attempt++) {
      const { dueAt } = reacting.items()[0]!;
      const seconds = (Date.parse(dueAt) - START) / 1_000 - waited.reduce((sum, each) => sum + each, 0);
      waited.push(seconds);
      await after(seconds);
    }
    expect(waited).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]);
    await after(31 * 86_400);
    expect(reacting.items()).toMatchObject([{ state: 'waiting' }]);
  });

  it('keeps what it had done before it waited', async () => {
    const steps = pourWhenFilled(({ data }) =>
      data.into ? [pour('first', data.amount), pour(data.into, data.amount, waiting)] : [],
    );
    const { reacting, fill, close, open, amounts, after } = await given(steps);
    await close('b');
    await fill('a', 1, 'b');
    await reacting.settled();
    await after(1);
    await open('b');
    await after(2);
    expect([await amounts('first'), await amounts('b')]).toEqual([[1], [1]]);
  });
});

describe('a deed', () => {
  it('is done beside the log, and what it answers follows', async () => {
    const attempts: number[] = [];
    const ring = deed(async ({ attempt }) => {
      attempts.push(attempt);
      return [pour('rung', 1)];
    });
    const { reacting, fill, amounts } = await given(pourWhenFilled(({ data }) => (data.into ? [ring] : [])));
    await fill('a', 1, 'b');
    await reacting.settled();
    expect([attempts, await amounts('rung'), reacting.items()]).toEqual([[1], [1], []]);
  });

  it('tells a reason of any length and content as far as it can be kept', async () => {
    const ring = deed(async () => {
      throw new Error(`\0${'x'.repeat(5_000)}`);
    });
    const { reacting, fill } = await given(pourWhenFilled(() => [ring]));
    await fill('a', 1);
    await reacting.settled();
    const { reason } = reacting.items()[0]!;
    expect([reason.length, reason.includes('\0')]).toEqual([999, false]);
  });

  it('waits when it fails or answers not yet', async () => {
    const ring = deed(async ({ attempt }) => {
      if (attempt === 1) throw new Error('connection refused');
      return attempt === 2 ? { notYet: 'it has no bell' } : [];
    });
    const { reacting, fill, after } = await given(pourWhenFilled(() => [ring]));
    await fill('a', 1);
    await reacting.settled();
    expect(reacting.items()).toMatchObject([{ reason: 'ring-the-bell: connection refused', attempts: 1 }]);
    await after(1);
    expect(reacting.items()).toMatchObject([{ reason: 'it has no bell', attempts: 2 }]);
    await after(2);
    expect(reacting.items()).toEqual([]);
  });
});

describe('an input that halts', () => {
  it('a refusal without a next step: its key stands, the others go on, and a retry asks anew', async () => {
    const { reacting, fill, close, open, amounts, after } = await given(onward());
    await close('b');
    await fill('a', 1, 'b');
    await fill('a', 2, 'c');
    await fill('x', 3, 'c');
    await after(3_600);
    expect(await amounts('c')).toEqual([3]);
    expect(reacting.items()).toMatchObject([
      { state: 'halted', reason: 'PourIntoJar was refused: jar-closed' },
      { state: 'behind' },
    ]);
    await open('b');
    await after(3_600);
    expect(await amounts('b')).toEqual([]);
    reacting.retry(reacting.items()[0]!.id);
    await reacting.settled();
    expect([await amounts('b'), await amounts('c')]).toEqual([[1], [3, 2]]);
  });

  it('an exception of its mapping or of its key', async () => {
    const thrown = () => {
      throw new Error('no such jar');
    };
    const { reacting, fill } = await given(
      pourWhenFilled(thrown),
      pourWhenFilled(() => [], { name: 'keyed', key: thrown }),
    );
    await fill('a', 1, 'b');
    await reacting.settled();
    expect(reacting.items().map(({ state, reaction }) => [state, reaction])).toEqual([
      ['halted', 'keyed'],
      ['halted', 'pour-when-jar-filled'],
    ]);
  });

  it('an event that cannot be decoded: whatever comes later of its stream stands behind it', async () => {
    const { store, reacting, fill, amounts, after } = await given(onward());
    await fill('a', 1, 'b');
    const unknown = { id: '5f2e3c1a-7d0b-4c64-9a58-3b1d9c0e6f27', type: 'ledgerline.jar.unheard-of.v1' };
    await store.append('jar-a', 0n, [{ ...unknown, data: '{}', metadata: '{"at":""}' }]);
    const { events } = await store.readStream('jar-a', { countMax: 1 });
    const id = '0b0c0d0e-7d0b-4c64-9a58-3b1d9c0e6f27';
    await store.append('jar-a', 1n, [{ ...events[0]!, id }]);
    await fill('x', 3, 'b');
    await reacting.settled();
    expect(await amounts('b')).toEqual([1, 3]);
    expect(reacting.items()).toMatchObject([
      { state: 'halted', reaction: '*', key: 'jar-a' },
      { state: 'behind', reaction: 'pour-when-jar-filled', key: 'jar-a' },
    ]);
    await after(86_400);
    expect(reacting.items()).toHaveLength(2);
  });
});
