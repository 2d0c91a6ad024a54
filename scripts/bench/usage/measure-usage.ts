import { MANY_ACCOUNTS } from '../cell';
import { cpuMicrosOf, cpuMicrosOfFamily } from '../measure/process-cpu';
import { watchedLag } from '../measure/watched-lag';
import { readModelLagMs } from '../measure/read-model-lag';
import { Stage } from '../stage';
import { ServerWorker } from '../workers';
import { BurstFigures, RateFigures, UsageFigures } from './usage-figures';
import { runUsageLoad, UsageLoad } from './usage-load';

/** Items of one batch are those of so many accounts: a service of one customer, of some, of everybody. */
const ACCOUNTS_PER_BATCH = [1, 10, 1_000] as const;
const CONNECTIONS = 4;
/** The bar asks for ten seconds. */
const BURST_MS = 10_000;
const RATE_MS = 15_000;
const RATES = [1_000, 1_500, 2_000, 3_000, 4_000, 6_000, 8_000, 12_000, 16_000, 20_000] as const;
const SUSTAINED_LAG_MS_MAX = 5_000;
/** From the first half of a rate's time to the second. */
const LAG_GROWTH_MS_MAX = 1_000;
/** What counts as reached. */
const REACHED = 0.97;

interface Measuring {
  readonly worker: ServerWorker;
  readonly stage: Stage;
  readonly say: (line: string) => void;
  /** A smoke test: a fifth of the time. */
  readonly isQuick: boolean;
}

/** Bursts of batches, then a ladder of rates, until the read models no longer keep up. */
export async function measureUsage(measuring: Measuring): Promise<UsageFigures> {
  const bursts: BurstFigures[] = [];
  const scale = measuring.isQuick ? 0.2 : 1;
  await prime(measuring);
  for (const accountsPerBatch of ACCOUNTS_PER_BATCH) {
    const figures = await burst(measuring, accountsPerBatch, {
      run: `usage-burst-${accountsPerBatch}`,
      measuredMs: BURST_MS * scale,
    });
    const { itemsPerSecond, lagMs } = figures;
    measuring.say(
      `usage, ${accountsPerBatch} accounts a batch: ${perSecond(itemsPerSecond)}, lag ${seconds(lagMs)}`,
    );
    bursts.push(figures);
  }
  const rates: RateFigures[] = [];
  for (const itemsPerSecond of RATES) {
    const figures = await atRate(measuring, itemsPerSecond, RATE_MS * scale);
    measuring.say(`usage at ${perSecond(itemsPerSecond)}: lag ${seconds(figures.lagMs)}`);
    rates.push(figures);
    if (!isSustained(figures)) break;
  }
  return { bursts, rates, sustainedPerSecond: rates.findLast(isSustained)?.itemsPerSecond ?? 0 };
}

/** Every account is touched once: a server that has just started knows none of them. */
async function prime({ worker, stage }: Measuring): Promise<void> {
  const order = { target: worker.target, accountsPerBatch: 1_000, connections: 2, run: 'usage-prime' };
  await runUsageLoad({ ...order, batches: MANY_ACCOUNTS / 1_000 });
  await readModelLagMs(stage.ledgerStore, stage.ledgerPool);
}

function isSustained({ itemsPerSecond, reachedPerSecond, lagMs, lagGrowthMs }: RateFigures): boolean {
  const isHeld = lagMs < SUSTAINED_LAG_MS_MAX && lagGrowthMs < LAG_GROWTH_MS_MAX;
  return isHeld && reachedPerSecond >= itemsPerSecond * REACHED;
}

async function burst(
  { worker, stage }: Measuring,
  accountsPerBatch: number,
  { run, measuredMs }: { run: string; measuredMs: number },
): Promise<BurstFigures> {
  const from = usedBy(worker, stage);
  const order = { target: worker.target, accountsPerBatch, connections: CONNECTIONS, measuredMs, run };
  const load = await runUsageLoad(order);
  const to = usedBy(worker, stage);
  const lagMs = await readModelLagMs(stage.ledgerStore, stage.ledgerPool);
  const per = (who: keyof typeof from) => (to[who] - from[who]) / load.items;
  const cpuMicrosPerItem = {
    ...{ api: per('api'), projector: per('projector') },
    ...{ postgres: per('postgres'), caller: per('caller') },
  };
  return { accountsPerBatch, ...told(load), cpuMicrosPerItem, lagMs };
}

async function atRate(
  { worker, stage }: Measuring,
  itemsPerSecond: number,
  measuredMs: number,
): Promise<RateFigures> {
  const loading = runUsageLoad({
    ...{ target: worker.target, accountsPerBatch: 10, connections: CONNECTIONS, measuredMs },
    ...{ perSecond: itemsPerSecond, run: `usage-rate-${itemsPerSecond}` },
  });
  const { result: load, lag } = await watchedLag(stage, loading);
  await readModelLagMs(stage.ledgerStore, stage.ledgerPool);
  const { worstMs: lagMs, growthMs: lagGrowthMs } = lag;
  const reachedPerSecond = load.items / load.seconds;
  return { itemsPerSecond, reachedPerSecond, seconds: load.seconds, lagMs, lagGrowthMs };
}

function told({ items, seconds, batchP50Ms, batchP99Ms }: UsageLoad) {
  return { itemsPerSecond: items / seconds, seconds, batchP50Ms, batchP99Ms };
}

function usedBy(worker: ServerWorker, stage: Stage) {
  return {
    api: cpuMicrosOf(worker.pid),
    projector: cpuMicrosOf(stage.projector.pid),
    postgres: cpuMicrosOfFamily(stage.postgres.serverPid),
    caller: cpuMicrosOf(process.pid),
  };
}

function perSecond(items: number): string {
  return `${Math.round(items).toLocaleString('en-US')}/s`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
