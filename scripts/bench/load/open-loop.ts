import { setTimeout as delay } from 'node:timers/promises';
import { Latencies } from '../../demo/play/latencies';

export interface OpenLoopOptions {
  readonly perSecond: number;
  readonly warmupMs: number;
  readonly measuredMs: number;
  /** Runs one generation; answers when reserving was answered. */
  readonly work: (index: number) => Promise<{ reservedAtMs: number }>;
}

const TICK_MS = 2;

/**
 * Generations that arrive at a fixed rate, whether or not the last ones were answered, as users do. Latency
 * runs from the time a request was due, so a stall is felt by everybody who came during it.
 */
export async function openLoop(options: OpenLoopOptions): Promise<Latencies> {
  const { perSecond, warmupMs, measuredMs, work } = options;
  const startedAtMs = performance.now();
  const latencies = new Latencies();
  const running: Promise<void>[] = [];
  const runs = Math.floor((perSecond * (warmupMs + measuredMs)) / 1000);
  for (let index = 0; index < runs; index++) {
    const dueAfterMs = (index * 1000) / perSecond;
    while (performance.now() - startedAtMs < dueAfterMs) await delay(TICK_MS);
    running.push(
      work(index).then(({ reservedAtMs }) => {
        if (dueAfterMs >= warmupMs) latencies.add(reservedAtMs - startedAtMs - dueAfterMs);
      }),
    );
  }
  await Promise.all(running);
  return latencies;
}
