import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { FaultyEventStore } from '@ledgerline/testing';
import { faultOf, Instance } from './testing/instance';
import { addOne } from './testing/tally';

const times = <T>(count: number, fault: T): T[] => Array.from({ length: count }, () => fault);

describe('an append with an unknown outcome', () => {
  let store: FaultyEventStore;
  let one: Instance;

  beforeEach(async () => {
    store = new FaultyEventStore(new MemoryEventStore());
    one = new Instance(store, { resendsBeforeAnswering: 3 });
    await one.ask(addOne({ key: 'start' }));
    store.sent.length = 0;
  });

  it.each(['lost', 'answer-lost'] as const)(
    '%s once is resent and answered as if nothing was',
    async (fault) => {
      store.failNext(fault);
      const result = await one.ask(addOne({ key: 'k' }));

      expect(result).toMatchObject({ outcome: 'accepted', replayed: false });
      expect(store.sent).toHaveLength(2);
      expect(store.sent[1]).toEqual(store.sent[0]);
      expect(await one.sum()).toBe(2n);
    },
  );

  it('is resent byte for byte however often the log stays silent', async () => {
    store.failNext(...times(8, 'lost' as const));
    const asked = faultOf(one.ask(addOne({ key: 'k' })));
    await store.arrived(9);

    expect(new Set(store.sent.map((append) => JSON.stringify(append, textOfBigints))).size).toBe(1);
    expect(await asked).toBe('outcome-unknown');
  });

  it('does not keep a process from closing for ever: its callers know, and the log answers elsewhere', async () => {
    one = new Instance(store, { resendsBeforeAnswering: 3, closeMsMax: 20 });
    store.failNext('answer-lost', ...times(200, 'lost' as const));
    const asked = faultOf(one.ask(addOne({ key: 'k' })));
    await store.arrived(2);
    expect(await one.ledger.close()).toBe(false);
    expect(await asked).toBe('outcome-unknown');
  });

  it('takes "not executed" of a resend for no answer: the first one may have arrived', async () => {
    store.failNext('answer-lost', 'not-executed');
    const result = await one.ask(addOne({ key: 'k' }));

    expect(result.outcome).toBe('accepted');
    expect(await one.sum()).toBe(2n);
  });

  it.each([
    ['lost', 1n],
    ['answer-lost', 2n],
  ] as const)(
    '%s for long: callers hear so, the mailbox stays closed, then all converges',
    async (first, _sum) => {
      store.failNext(first, ...times(5, 'lost' as const));
      const asked = faultOf(one.ask(addOne({ key: 'k' })));
      await store.arrived(1);
      const queued = faultOf(one.ask(addOne({ key: 'queued' })));

      expect(await asked).toBe('outcome-unknown');
      expect(await queued).toBe('outcome-unknown');
      expect(await faultOf(one.ask(addOne({ key: 'k' })))).toBe('outcome-unknown');
      expect(await faultOf(one.ask(addOne({ key: 'other' })))).toBe('outcome-unknown');
      await store.arrived(7);
      await one.ledger.close();

      const later = new Instance(store);
      expect(await later.ask(addOne({ key: 'k' }))).toMatchObject({ outcome: 'accepted', replayed: true });
      expect(await later.ask(addOne({ key: 'queued' }))).toMatchObject({ replayed: false });
      expect(await later.sum()).toBe(3n);
    },
  );

  it('opens the mailbox again once the log has answered', async () => {
    store.failNext(...times(4, 'lost' as const));
    expect(await faultOf(one.ask(addOne({ key: 'k' })))).toBe('outcome-unknown');
    await store.arrived(5);
    // The fifth append is on its way to the log; the mailbox opens in the turns after its answer.
    while ((await faultOf(one.ask(addOne({ key: 'again' })))) !== 'no fault') await store.head();

    expect(await one.ask(addOne({ key: 'k' }))).toMatchObject({ outcome: 'accepted', replayed: true });
    expect(await one.sum()).toBe(3n);
  });

  it('that turns out not to be written leaves the command to whoever asks again', async () => {
    const other = new Instance(store);
    store.failNext(...times(4, 'lost' as const));
    const asked = faultOf(one.ask(addOne({ key: 'k' })));
    await store.arrived(4);
    const release = store.hold();
    await store.arrived(5);
    expect(await asked).toBe('outcome-unknown');
    const overtaking = other.ask(addOne({ key: 'overtaking' }));
    await store.arrived(6);
    store.failNext('conflict');
    release();
    await overtaking;
    await one.ledger.close();

    expect(await other.sum()).toBe(2n);
    const again = await Promise.all([other.ask(addOne({ key: 'k' })), other.ask(addOne({ key: 'k' }))]);
    expect(again.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    expect(await other.sum()).toBe(3n);
  });

  it('opens the mailbox again where the log then calls the bytes invalid', async () => {
    store.failNext('lost', 'throws');
    const later = one.ask(addOne({ key: 'k' })).catch(() => one.ask(addOne({ key: 'later' })));

    expect(await later).toMatchObject({ outcome: 'accepted' });
  });

  it('holds up no other stream', async () => {
    store.failNext(...times(4, 'lost' as const));
    const asked = faultOf(one.ask(addOne({ key: 'k' })));
    await store.arrived(4);

    expect((await one.ask(addOne({ key: 'k', streamId: 'other' }))).outcome).toBe('accepted');
    expect(await asked).toBe('outcome-unknown');
  });
});

describe('an append that is certainly not executed', () => {
  let store: FaultyEventStore;
  let one: Instance;

  beforeEach(async () => {
    store = new FaultyEventStore(new MemoryEventStore());
    one = new Instance(store);
    await one.ask(addOne({ key: 'start' }));
  });

  it('is told as such, and may be asked for again', async () => {
    store.failNext('not-executed');

    expect(await faultOf(one.ask(addOne({ key: 'k' })))).toBe('log-unavailable');
    expect(await one.sum()).toBe(1n);
    expect((await one.ask(addOne({ key: 'k' }))).replayed).toBe(false);
    expect(await one.sum()).toBe(2n);
  });

  it('is told to everyone in it, and to nobody else', async () => {
    const release = store.hold();
    const first = one.ask(addOne({ key: 'first' }));
    await store.arrived(2);
    const together = [one.ask(addOne({ key: 'a' })), one.ask(addOne({ key: 'b' }))];
    store.failNext('conflict', 'not-executed');
    release();

    const faults = await Promise.all([first, ...together].map(faultOf));
    expect(faults).toEqual(['log-unavailable', 'log-unavailable', 'log-unavailable']);
    expect((await one.ask(addOne({ key: 'later' }))).outcome).toBe('accepted');
  });
});

describe('a log that cannot be read', () => {
  it('leaves commands undecided, and the next one finds it again', async () => {
    const store = new FaultyEventStore(new MemoryEventStore());
    const one = new Instance(store);
    store.failNextReads(1);

    expect(await faultOf(one.ask(addOne({ key: 'k' })))).toBe('log-unavailable');
    expect((await one.ask(addOne({ key: 'k' }))).outcome).toBe('accepted');
  });

  it('is told as that to whoever only looks at a stream, known or not', async () => {
    const store = new FaultyEventStore(new MemoryEventStore());
    const [one, other] = [new Instance(store), new Instance(store)];
    await one.ask(addOne({ key: 'start' }));
    store.failNextReads(2);

    expect(await faultOf(one.sum())).toBe('log-unavailable');
    expect(await faultOf(other.sum())).toBe('log-unavailable');
    expect([await one.sum(), await other.sum()]).toEqual([1n, 1n]);
  });

  it('after a conflict leaves the command undecided', async () => {
    const store = new FaultyEventStore(new MemoryEventStore());
    const one = new Instance(store);
    await one.ask(addOne({ key: 'start' }));
    const other = new Instance(store);
    await other.ask(addOne({ key: 'elsewhere' }));
    store.failNextReads(1);

    expect(await faultOf(one.ask(addOne({ key: 'k' })))).toBe('log-unavailable');
    expect((await one.ask(addOne({ key: 'k' }))).current.state.sum).toBe(3n);
  });
});

function textOfBigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
