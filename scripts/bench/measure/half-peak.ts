import { MANY_ACCOUNTS, Window } from '../cell';
import { runAtRate, Target } from '../load/http-cells';
import { CellFigures, HalfPeakFigures } from '../report/figures';

const SECONDS_MIN = 5;

/** Half of what the ledger reached over HTTP, one by one, with many accounts; arriving at a fixed rate. */
export async function measureHalfPeak(
  cells: readonly CellFigures[],
  { target, window }: { target: Target; window: Omit<Window, 'prime'> },
): Promise<HalfPeakFigures | undefined> {
  const rates = cells
    .filter(({ cell }) => cell.mode === 'http' && cell.side === 'ledger' && cell.accounts > 1)
    .map(({ generationsPerSecond }) => generationsPerSecond);
  if (rates.length === 0) return undefined;
  const perSecond = Math.max(...rates) / 2;
  const latencies = await runAtRate({
    ...{ target, run: 'half-peak', accounts: MANY_ACCOUNTS, perSecond },
    ...{ warmupMs: window.warmupMs, measuredMs: Math.max(window.measuredMs, SECONDS_MIN * 1000) },
  });
  const [reserveP50Ms, reserveP99Ms] = [latencies.percentile(0.5), latencies.percentile(0.99)];
  return { generationsPerSecond: perSecond, reserveP50Ms, reserveP99Ms };
}
