import { BenchChild } from '../processes/child';
import type { LimitNews } from '../processes/limit-decisions';
import type { LimitFigures } from './usage-figures';

const LIMITS_PER_ACTION = [1, 4, 16] as const;

/** Each number of limits in a process of its own, so that none pays for another's garbage. */
export async function measureLimits(measuredMs: number): Promise<readonly LimitFigures[]> {
  const measured: LimitFigures[] = [];
  for (const limits of LIMITS_PER_ACTION) {
    const child = await BenchChild.start<LimitNews>('limit-decisions.js', {});
    try {
      child.send({ limits, measuredMs });
      measured.push((await child.next('done')).figures);
    } finally {
      await child.stop();
    }
  }
  return measured;
}
