import type { DueItems } from './due-source';
import { settleWhenItemsFallDue, SweepOptions } from './settle-when-items-fall-due';

const ADA = { streamId: 'ada', dueAt: '2026-01-01T00:00:00.000Z' };
const BOB = { streamId: 'bob', dueAt: '2026-01-01T00:00:01.000Z' };
const NOW = '2026-01-01T00:00:07.000Z';

/** Runs the sweep until `looks` are answered one after the other, then stops it. */
async function sweeping(
  looks: (DueItems | Error)[],
  { settle = async () => 'p-1', leads = async () => true }: Partial<SweepOptions> = {},
) {
  const stop = new AbortController();
  const told: unknown[] = [];
  const settled: string[] = [];
  const lookedAt: string[] = [];
  const lookedBeyond: (string | undefined)[] = [];
  await settleWhenItemsFallDue(
    {
      source: {
        name: 'things',
        list: async ({ now, after }) => {
          lookedAt.push(now);
          lookedBeyond.push(after?.streamId);
          const look = looks.shift()!;
          if (look instanceof Error) throw look;
          return look;
        },
      },
      settle: async (item, now) => {
        settled.push(item.streamId);
        return settle(item, now);
      },
      leads,
      now: () => Date.parse(NOW),
      pause: async () => {
        if (looks.length === 0) stop.abort();
      },
      observer: { swept: (sweep) => told.push(sweep), failed: (failure) => told.push(failure) },
    },
    stop.signal,
  );
  return { told, settled, lookedAt, lookedBeyond };
}

const look = (items: DueItems['items'], position = 'p-0'): DueItems => ({ items, position });

describe('settling streams when items fall due', () => {
  it('settles each stream once per look, however many of its items are due', async () => {
    const { settled } = await sweeping([look([ADA, ADA, BOB])]);
    expect(settled).toEqual(['ada', 'bob']);
  });

  it('leaves to a sweep that goes first what it has not left for five seconds', async () => {
    let looks = 0;
    const leads = async () => ++looks === 2;
    const { lookedAt } = await sweeping([look([]), look([]), look([])], { leads });
    const left = '2026-01-01T00:00:02.000Z';
    expect(lookedAt).toEqual([left, NOW, left]);
  });

  it('tells up to which instant lapses are recorded: that of the look, when it settled all', async () => {
    const { told } = await sweeping([look([ADA, BOB])]);
    expect(told).toEqual([{ source: 'things', settled: 2, failed: 0, recordedUpTo: NOW }]);
  });

  it('goes on with the others when one fails, finds it again, and says since when it is due', async () => {
    let failures = 1;
    const settle = async ({ streamId }: { streamId: string }) => {
      if (streamId === 'ada' && failures-- > 0) throw new Error('log away');
      return 'p-1';
    };
    // It has seen everything, the read models have come to what it settled, and it begins anew.
    const looks = [look([ADA, BOB]), look([], 'p-1'), look([ADA]), look([], 'p-1'), look([])];
    const { settled, told, lookedBeyond } = await sweeping(looks, { settle });
    expect(settled).toEqual(['ada', 'bob', 'ada']);
    expect(lookedBeyond).toEqual([undefined, 'bob', undefined, 'ada', undefined]);
    expect(told.filter((each) => 'recordedUpTo' in (each as object))).toEqual([
      { source: 'things', settled: 1, failed: 1, recordedUpTo: ADA.dueAt },
      { source: 'things', settled: 0, failed: 0, recordedUpTo: ADA.dueAt },
      { source: 'things', settled: 1, failed: 0, recordedUpTo: NOW },
      { source: 'things', settled: 0, failed: 0, recordedUpTo: NOW },
      { source: 'things', settled: 0, failed: 0, recordedUpTo: NOW },
    ]);
  });

  it('outlives read models that cannot be read', async () => {
    const { settled } = await sweeping([new Error('connection lost'), look([ADA])]);
    expect(settled).toEqual(['ada']);
  });

  it('finds what falls due anew while the projector lags, and settles nothing twice meanwhile', async () => {
    const lagging = new LaggingReadModels();
    const settledAt: string[] = [];
    for (let second = 0; second < 60; second++) lagging.add(`due-${second}`, second);
    const stop = new AbortController();
    let nowMs = Date.parse(ADA.dueAt);
    await settleWhenItemsFallDue(
      {
        source: {
          name: 'things',
          list: async ({ now, after, countMax }) => lagging.look(now, after, countMax),
        },
        settle: async ({ streamId }) => {
          settledAt.push(streamId);
          return lagging.settle(streamId);
        },
        leads: async () => true,
        now: () => nowMs,
        pause: async () => {
          nowMs += 1_000;
          if (nowMs > Date.parse(ADA.dueAt) + 90_000) stop.abort();
          if (nowMs > Date.parse(ADA.dueAt) + 75_000) lagging.catchUp();
        },
        observer: { swept: () => undefined, failed: () => undefined },
      },
      stop.signal,
    );
    expect(settledAt).toEqual(Array.from({ length: 60 }, (_, second) => `due-${second}`));
  });
});

/** Read models that show what is due, and go on showing it until they catch up with its settling. */
class LaggingReadModels {
  private items: DueItems['items'][number][] = [];
  private readonly settled = new Set<string>();
  private reflects = 0;

  add(streamId: string, second: number): void {
    this.items.push({
      streamId,
      dueAt: new Date(Date.parse(ADA.dueAt) + second * 1_000).toISOString(),
    });
  }

  settle(streamId: string): string {
    this.settled.add(streamId);
    return placeOf(this.settled.size);
  }

  catchUp(): void {
    this.reflects = this.settled.size;
    this.items = this.items.filter(({ streamId }) => !this.settled.has(streamId));
  }

  look(now: string, after: { dueAt: string } | undefined, countMax: number): DueItems {
    const items = this.items.filter(({ dueAt }) => dueAt <= now && dueAt > (after?.dueAt ?? ''));
    return { items: items.slice(0, countMax), position: placeOf(this.reflects) };
  }
}

function placeOf(sequence: number): string {
  return `p-${String(sequence).padStart(3, '0')}`;
}
