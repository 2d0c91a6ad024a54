import { setTimeout as delay } from 'node:timers/promises';
import { Latencies } from '../../demo/play/latencies';

export interface ClosedLoopOptions {
  readonly callers: number;
  readonly warmupMs: number;
  readonly measuredMs: number;
  /**
   * Runs one piece of work for a caller and tells, as it goes, how much of how many generations is done.
   */
  readonly work: (caller: number, count: (generations: number) => void) => Promise<{ reserveMs: number }>;
  /** Told when the warm-up is over, and when the measuring is. */
  readonly onMeasuring?: () => void;
  readonly onMeasured?: () => void;
}

export interface LoadFigures {
  readonly generations: number;
  readonly seconds: number;
  readonly reserveP50Ms: number;
  readonly reserveP99Ms: number;
}

/**
 * So many callers, each sending its next work when the last is answered; only what ends in the window counts.
 * Warming up lasts at least as long as told, and until every caller has done one piece of work.
 */
export async function closedLoop(options: ClosedLoopOptions): Promise<LoadFigures> {
  const { callers, warmupMs, measuredMs, work } = options;
  const reserving = new Latencies();
  let [generations, fromMs, untilMs] = [0, Infinity, Infinity];
  const isMeasured = (nowMs: number) => nowMs >= fromMs && nowMs < untilMs;
  const count = (done: number): void => {
    if (isMeasured(performance.now())) generations += done;
  };
  const runOne = async (caller: number): Promise<void> => {
    const { reserveMs } = await work(caller, count);
    if (performance.now() >= fromMs) reserving.add(reserveMs);
  };
  const first: Promise<void>[] = [];
  const runs = Array.from({ length: callers }, async (_, caller) => {
    first[caller] = runOne(caller);
    await first[caller];
    while (performance.now() < untilMs) await runOne(caller);
  });
  const measuring = Promise.all([delay(warmupMs), ...first]).then(async () => {
    options.onMeasuring?.();
    fromMs = performance.now();
    untilMs = fromMs + measuredMs;
    await delay(measuredMs);
    options.onMeasured?.();
  });
  await Promise.all([...runs, measuring]);
  const [reserveP50Ms, reserveP99Ms] = [reserving.percentile(0.5), reserving.percentile(0.99)];
  return { generations, seconds: measuredMs / 1000, reserveP50Ms, reserveP99Ms };
}
