import { Cell, Window } from './cell';
import { LoadFigures } from './load/closed-loop';
import { runHttpCell } from './load/http-cells';
import { cpuMicrosOf, cpuMicrosOfFamily } from './measure/process-cpu';
import { readModelLagMs } from './measure/read-model-lag';
import { CellFigures, CpuFigures } from './report/figures';
import { Stage } from './stage';

/** Runs one cell and waits until the read models have caught up, so that no cell pays for another's. */
export async function runCell(cell: Cell, stage: Stage, window: Window): Promise<CellFigures> {
  const isLedger = cell.side === 'ledger';
  const apiPid =
    cell.mode === 'in-process' ? stage.children[cell.side].pid : stage.servers[cell.side].process.pid;
  const usedNow = (): CpuFigures => ({
    api: cpuMicrosOf(apiPid),
    projector: isLedger ? cpuMicrosOf(stage.projector.pid) : 0,
    postgres: cpuMicrosOfFamily(stage.postgres.serverPid),
  });
  let [from, to] = [usedNow(), usedNow()];
  const marks = { onMeasuring: () => void (from = usedNow()), onMeasured: () => void (to = usedNow()) };
  const load = await runLoad(cell, stage, { ...window, ...marks });
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

type Marked = Window & { onMeasuring: () => void; onMeasured: () => void };

async function runLoad(
  cell: Cell,
  stage: Stage,
  { onMeasuring, onMeasured, ...window }: Marked,
): Promise<LoadFigures> {
  const run = `${cell.mode}-${cell.callers}-${cell.accounts}`;
  if (cell.mode !== 'in-process') {
    const { target } = stage.servers[cell.side];
    return runHttpCell({ ...window, cell, run, target, onMeasuring, onMeasured });
  }
  const child = stage.children[cell.side];
  child.send({ cell, window, run });
  await child.next('measuring');
  onMeasuring();
  await child.next('measured');
  onMeasured();
  return (await child.next('done')).figures;
}
