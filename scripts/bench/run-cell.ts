import { Cell, Window } from './cell';
import { cpuMicrosOf, cpuMicrosOfFamily } from './measure/process-cpu';
import { readModelLagMs } from './measure/read-model-lag';
import { CpuFigures } from './report/cpu-figures';
import { CellFigures } from './report/figures';
import { Stage } from './stage';
import { Worker } from './workers';

/** Runs one cell and waits until the read models have caught up, so that no cell pays for another's. */
export async function runCell(
  cell: Cell,
  { worker, stage, window }: { worker: Worker; stage: Stage; window: Window },
): Promise<CellFigures> {
  const isLedger = cell.side === 'ledger';
  const usedNow = (): CpuFigures => ({
    api: cpuMicrosOf(worker.pid),
    projector: isLedger ? cpuMicrosOf(stage.projector.pid) : 0,
    postgres: cpuMicrosOfFamily(stage.postgres.serverPid),
  });
  let [from, to] = [usedNow(), usedNow()];
  const load = await worker.run({
    ...{ cell, window, run: `${cell.mode}-${cell.callers}-${cell.accounts}` },
    onMeasuring: () => void (from = usedNow()),
    onMeasured: () => void (to = usedNow()),
  });
  const lagMs = isLedger ? await readModelLagMs(stage.ledgerStore, stage.ledgerPool) : undefined;
  const per = (used: (figures: CpuFigures) => number) => (used(to) - used(from)) / load.generations;
  return {
    cell,
    generationsPerSecond: load.generations / load.seconds,
    reserveP50Ms: load.reserveP50Ms,
    reserveP99Ms: load.reserveP99Ms,
    cpuMicrosPerGeneration: {
      api: per(({ api }) => api),
      projector: per(({ projector }) => projector),
      postgres: per(({ postgres }) => postgres),
    },
    lagMs,
  };
}
