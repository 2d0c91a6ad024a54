import { setTimeout as delay } from 'node:timers/promises';
import { projectionLag } from '@ledgerline/platform/projections';
import { projections } from '@ledgerline/system';
import { Stage } from '../stage';

const LOOK_EVERY_MS = 500;

export interface WatchedLag {
  /** Age of the oldest event that some read model did not show yet, at worst. */
  readonly worstMs: number;
  /** How much the worst of the second half is above that of the first: a lag that grows is not held. */
  readonly growthMs: number;
}

/** Looks at the read models' lag for as long as the work takes. */
export async function watchedLag<T>(
  { ledgerPool, ledgerStore }: Pick<Stage, 'ledgerPool' | 'ledgerStore'>,
  work: Promise<T>,
): Promise<{ result: T; lag: WatchedLag }> {
  let isOver = false;
  const seen: number[] = [];
  const watching = (async () => {
    while (!isOver) {
      const lags = await projectionLag(ledgerPool, ledgerStore, projections);
      seen.push(Math.max(0, ...lags.map(({ seconds }) => seconds * 1_000)));
      await delay(LOOK_EVERY_MS);
    }
  })();
  const result = await work.finally(() => (isOver = true));
  await watching;
  const worstOf = (part: readonly number[]) => Math.max(0, ...part);
  const half = seen.length >> 1;
  const growthMs = worstOf(seen.slice(half)) - worstOf(seen.slice(0, half));
  return { result, lag: { worstMs: worstOf(seen), growthMs } };
}
