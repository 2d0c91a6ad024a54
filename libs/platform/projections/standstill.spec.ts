import { ProjectionLag } from './projection-lag';
import { STANDSTILL_MS_MAX, standstillCheck } from './standstill';

type Seen = Pick<ProjectionLag, 'name' | 'state' | 'position' | 'events'>;

/** What the check says at each of these moments, in turn. */
async function verdicts(moments: readonly (Partial<Seen> & { readonly atMs: number })[]): Promise<boolean[]> {
  let [seen, now] = [{} as Seen, 0];
  const check = standstillCheck(
    () => Promise.resolve([seen]),
    () => now,
  );
  const answers: boolean[] = [];
  for (const { atMs, ...given } of moments) {
    seen = { name: 'balances', state: 'running', position: 'log-1', events: 5, ...given };
    now = atMs;
    answers.push(
      await check().then(
        () => true,
        () => false,
      ),
    );
  }
  return answers;
}
const late = STANDSTILL_MS_MAX + 1;

describe('health of the read models', () => {
  it('fails when a position stands still while the log moves on', async () => {
    expect(await verdicts([{ atMs: 0 }, { atMs: late - 1 }, { atMs: late, events: 9 }])).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('holds while one is behind and moves', async () => {
    expect(
      await verdicts([{ atMs: 0 }, { atMs: late, position: 'log-2' }, { atMs: late + 5, position: 'log-2' }]),
    ).toEqual([true, true, true]);
  });

  it('holds while nothing is to be done, however long, and counts anew when something is', async () => {
    const idle = { events: 0 };
    expect(
      await verdicts([{ atMs: 0 }, { atMs: late, ...idle }, { atMs: 3 * late }, { atMs: 3 * late + 9 }]),
    ).toEqual([true, true, true, true]);
  });

  it('holds for one that an operator paused, and fails at once for one that halted', async () => {
    expect(
      await verdicts([
        { atMs: 0, state: 'paused' },
        { atMs: late, state: 'paused' },
      ]),
    ).toEqual([true, true]);
    expect(
      await verdicts([
        { atMs: 0, state: 'halted' },
        { atMs: 1, state: 'running' },
      ]),
    ).toEqual([false, true]);
  });
});
