import type { Timestamp } from '@ledgerline/kernel';
import type { Deed, DueItem, DueSource } from '@ledgerline/platform/reactions';
import { AdvancingParts, advanceTestClockWhenAsked } from './advance-test-clock-when-asked';

const day = (n: number): Timestamp => `2027-01-${String(n).padStart(2, '0')}T00:00:00.000Z`;

/** One clock on its way, and alarms of which each sets the next as often as it is told. */
function given(alarms: readonly (DueItem & { owner: string; again?: number })[]) {
  const told: string[] = [];
  let clock = {
    status: 'advancing' as 'advancing' | 'ready',
    time: day(1),
    target: day(20) as string | null,
  };
  let due = [...alarms];
  let nowMs = 0;
  const source = {
    name: 'alarms',
    list: async ({ now, after, countMax, owners }: Parameters<DueSource['list']>[0]) => {
      const items = due
        .filter(({ owner, dueAt }) => owners!.includes(owner) && dueAt <= now && dueAt > (after?.dueAt ?? ''))
        .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
      return { items: items.slice(0, countMax), position: undefined };
    },
  } as unknown as DueSource;
  const parts: AdvancingParts = {
    clocks: {
      read: async () => clock,
      move: async (_id, { from, to }) => {
        told.push(from === to ? 'arrived' : `time is ${to.slice(8, 10)}`);
        clock = from === clock.target ? { status: 'ready', time: to, target: null } : { ...clock, time: to };
      },
    },
    partiesOf: async () => ['ada'],
    sources: [source],
    settle: async (_source, streamId, now) => {
      told.push(`${streamId} settled at ${now.slice(8, 10)}`);
      due = due.flatMap((alarm) => {
        if (alarm.streamId !== streamId || alarm.dueAt > now) return [alarm];
        const { again = 0 } = alarm;
        const next = day(Number(alarm.dueAt.slice(8, 10)) + 7);
        return again > 0 ? [{ ...alarm, dueAt: next, again: again - 1 }] : [];
      });
    },
    untilQuiet: async () => void told.push('quiet'),
    now: () => nowMs,
  };
  const [deed] = advanceTestClockWhenAsked(parts).on.TestClockAdvanceBegun!({
    data: { clockId: 'c' },
  } as never) as [Deed];
  const perform = () =>
    deed.perform({ now: day(1), attempt: 1, position: '', signal: new AbortController().signal });
  return { told, perform, late: () => (nowMs += 30_000), parts, clock: () => clock };
}

describe('a clock on its way', () => {
  it('goes from due item to due item, and waits for what follows from each before time goes on', async () => {
    const { told, perform } = given([
      { streamId: 'monthly', owner: 'ada', dueAt: day(9) },
      { streamId: 'weekly', owner: 'ada', dueAt: day(5), again: 1 },
    ]);
    expect(await perform()).toEqual([]);
    expect(told.filter((each) => each !== 'quiet')).toEqual([
      ...['time is 05', 'weekly settled at 05', 'time is 09', 'monthly settled at 09'],
      ...['time is 12', 'weekly settled at 12', 'time is 20', 'arrived'],
    ]);
    for (const [index, each] of told.entries()) {
      if (each.includes('settled')) expect(told[index + 1]).toBe('quiet');
    }
  });

  it('settles what is overdue where it begins, and nothing of those who live in another time', async () => {
    const { told, perform } = given([
      { streamId: 'overdue', owner: 'ada', dueAt: '2026-12-24T00:00:00.000Z' },
      { streamId: 'elsewhere', owner: 'bob', dueAt: day(3) },
    ]);
    await perform();
    expect(told.filter((each) => each !== 'quiet')).toEqual([
      ...['overdue settled at 01', 'time is 20', 'arrived'],
    ]);
  });

  it('settles what falls due at the very instant it is sent to, before it has arrived', async () => {
    const { told, perform } = given([{ streamId: 'last', owner: 'ada', dueAt: day(20) }]);
    await perform();
    expect(told.filter((each) => each !== 'quiet')).toEqual([
      ...['time is 20', 'last settled at 20', 'arrived'],
    ]);
  });

  it('does not stand still at something that settling does not bring on', async () => {
    const { told, perform, parts } = given([{ streamId: 'stuck', owner: 'ada', dueAt: day(5) }]);
    Object.assign(parts, { settle: async () => void told.push('in vain') });
    await perform();
    expect(told.at(-1)).toBe('arrived');
  });

  it('tells where it stands when the way is long, and goes on from there', async () => {
    const { told, perform, late, parts, clock } = given([
      { streamId: 'weekly', owner: 'ada', dueAt: day(5), again: 2 },
    ]);
    const { settle } = parts;
    Object.assign(parts, { settle: (...asked: Parameters<typeof settle>) => (late(), settle(...asked)) });
    const notYet = { notYet: `the clock stands at ${day(12)}, on its way to ${day(20)}` };
    expect(await perform()).toEqual(notYet);
    while (clock().status !== 'ready') await perform();
    expect(told.filter((each) => each.startsWith('weekly'))).toEqual([
      ...['weekly settled at 05', 'weekly settled at 12', 'weekly settled at 19'],
    ]);
    expect(await perform()).toEqual([]);
  });
});
