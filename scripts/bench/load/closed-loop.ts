import { setTimeout as delay } from 'node:timers/promises';
import { Latencies } from '../../demo/play/latencies';

export interface ClosedLoopOptions {
  readonly callers: number;
  readonly warmupMs: number;
  readonly measuredMs: number;
  /**
   * Runs one piece of work for a caller; answers how many generations it was and how long reserving took.
   */
  readonly work: (caller: number) => Promise<{ generations: number; reserveMs: number }>;
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
 * So many callers, each sending its next work when the last is answered; only what ends in the window
 * counts.
 */
export async function closedLoop(options: ClosedLoopOptions): Promise<LoadFigures> {
  const { callers, warmupMs, measuredMs, work } = options;
  const startedAtMs = performance.now();
  const fromMs = startedAtMs + warmupMs;
  const untilMs = fromMs + measuredMs;
  const reserving = new Latencies();
  let generations = 0;
  const measuring = delay(warmupMs).then(() => options.onMeasuring?.());
  const measured = delay(warmupMs + measuredMs).then(() => options.onMeasured?.());
  const caller = async (index: number): Promise<void> => {
    for (;;) {
      const done = await work(index);
      const nowMs = performance.now();
      if (nowMs >= untilMs) return;
      if (nowMs < fromMs) continue;
      generations += done.generations;
      reserving.add(done.reserveMs);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, index) => caller(index)));
  await Promise.all([measuring, measured]);
  const [reserveP50Ms, reserveP99Ms] = [reserving.percentile(0.5), reserving.percentile(0.99)];
  return { generations, seconds: measuredMs / 1000, reserveP50Ms, reserveP99Ms };
}
