import { closedLoop } from './closed-loop';

describe('the closed loop', () => {
  it('keeps every caller busy, one piece of work at a time, and counts only what is done in the window', async () => {
    const busy = new Map<number, number>();
    const marks: string[] = [];
    let done = 0;
    const figures = await closedLoop({
      ...{ callers: 3, warmupMs: 60, measuredMs: 120 },
      work: async (caller, count) => {
        busy.set(caller, (busy.get(caller) ?? 0) + 1);
        expect(busy.get(caller)).toBe(1);
        await new Promise<void>((resolve) => setImmediate(resolve));
        busy.set(caller, 0);
        done++;
        count(1);
        return { reserveMs: 7 };
      },
      onMeasuring: () => marks.push('measuring'),
      onMeasured: () => marks.push('measured'),
    });
    expect(marks).toEqual(['measuring', 'measured']);
    expect([...busy.keys()].sort()).toEqual([0, 1, 2]);
    expect(figures.generations).toBeGreaterThan(0);
    expect(figures.generations).toBeLessThan(done);
    expect(figures).toMatchObject({ seconds: 0.12, reserveP50Ms: 7, reserveP99Ms: 7 });
  });

  it('fails with the first work that fails', async () => {
    const work = () => Promise.reject(new Error('broken'));
    await expect(closedLoop({ callers: 2, warmupMs: 1, measuredMs: 1, work })).rejects.toThrow('broken');
  });
});
