import { addSeconds } from '@ledgerline/kernel';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { FaultyEventStore } from '@ledgerline/testing';
import { faultOf, Instance } from './testing/instance';
import { addOne, NOON, nothing, plan } from './testing/tally';

const LATER = addSeconds(NOON, 60);

describe('history asked for by a decision', () => {
  let store: FaultyEventStore;
  let one: Instance;
  const asksFor = (subject: string) => (given: { key: string; receivedAt?: string }) => {
    const seen: string[][] = [];
    const command = {
      ...nothing(given),
      subjects: () => [subject],
      decide: (_: unknown, { history }: { history: ReadonlyMap<string, readonly { type: string }[]> }) => {
        seen.push((history.get(subject) ?? []).map(({ type }) => type));
        return { kind: 'no-effect' as const, reason: 'looked' };
      },
    };
    return { command, seen };
  };

  beforeEach(async () => {
    store = new FaultyEventStore(new MemoryEventStore());
    one = new Instance(store);
    await one.ask(addOne({ key: 'start' }));
  });

  it('holds what the log says of the subject, and nothing of others', async () => {
    await one.ask(addOne({ key: 'a' }, { label: 'pay 1' }));
    await one.ask(addOne({ key: 'b' }, { label: 'pay 2' }));
    const look = asksFor('pay 1')({ key: 'k' });
    await one.ask(look.command);

    expect(look.seen).toEqual([['Added']]);
  });

  it('holds what the same append says of the subject, without closing the append', async () => {
    await one.ask(addOne({ key: 'a' }, { label: 'pay 1' }));
    const look = asksFor('pay 1')({ key: 'k' });
    await one.askAll([
      addOne({ key: 'opens the append' }),
      addOne({ key: 'b' }, { label: 'pay 1' }),
      look.command,
    ]);

    expect(look.seen.at(-1)).toEqual(['Added', 'Added']);
    expect(one.appended.at(-1)).toMatchObject({ commands: 3, events: 3 });
  });

  it('holds what time has caused in the same append', async () => {
    await one.ask(plan({ key: 'p' }, LATER, ['job']));
    const look = asksFor('due/job')({ key: 'k', receivedAt: LATER });
    await one.ask(look.command);

    expect(look.seen).toEqual([['Planned', 'CameDue']]);
  });

  it.each([
    ['longer than a name in the log', 'r'.repeat(5_000)],
    ['of odd characters', 'a\nb\0\u{1f600}'],
  ])('is found for a subject %s', async (_, subject) => {
    const [added, other] = await one.askAll([addOne({ key: 'a' }, { label: subject }), addOne({ key: 'b' })]);
    const look = asksFor(subject)({ key: 'k' });
    await one.ask(look.command);

    expect([added!.outcome, other!.outcome]).toEqual(['accepted', 'accepted']);
    expect(look.seen).toEqual([['Added']]);
  });

  it('is asked for at once by everybody in the queue, not by one after the other', async () => {
    const asked: string[] = [];
    let answer!: () => void;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const log = Object.create(store) as FaultyEventStore;
    log.readSubject = async (stream, subject) => {
      asked.push(subject);
      if (asked.length === 3) answer();
      await answered;
      return store.readSubject(stream, subject);
    };
    const looks = ['a', 'b', 'c'].map((subject) => asksFor(subject)({ key: subject }).command);

    const told = await new Instance(log).askAll(looks);
    expect(told.map(({ outcome }) => outcome)).toEqual(['no-effect', 'no-effect', 'no-effect']);
  });

  it('that cannot be read leaves that command undecided, and only that one', async () => {
    const look = asksFor('pay 1')({ key: 'k' });
    store.failNextReads(1);
    const [failed, fine] = [one.ask(look.command), one.ask(addOne({ key: 'fine' }))];

    expect(await faultOf(failed)).toBe('log-unavailable');
    expect((await fine).outcome).toBe('accepted');
    expect(look.seen).toEqual([]);
  });
});
