import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_LEDGER_BOUNDS } from '@ledgerline/platform/ledger';
import { BATCH_ITEMS, CALLERS, Cell, MANY_ACCOUNTS, Mode, MODES, Part, Side, Window } from './cell';
import { BenchRules } from './ledger/bench-catalog';
import { BenchStore } from './log/bench-log';
import { measureCatchUp } from './measure/catch-up';
import { measureHalfPeak } from './measure/half-peak';
import { machineFacts } from './measure/machine-facts';
import { readModelLagMs } from './measure/read-model-lag';
import { measureStart } from './measure/start-time';
import { BenchFigures, CellFigures, HalfPeakFigures } from './report/figures';
import { runCell } from './run-cell';
import { setStage, Stage } from './stage';
import { measureLimits } from './usage/measure-limits';
import { measureUsage } from './usage/measure-usage';
import type { UsageFigures } from './usage/usage-figures';
import { measureWebhooks } from './webhooks/measure-webhooks';
import { startInProcess, startServer, Worker } from './workers';

const SIDES: readonly Side[] = ['ledger', 'mutable-table'];
const WARMUP_MS_MAX = 2_000;
const QUICK_BELOW_MS = 2_000;
const QUEUED_MAX = DEFAULT_LEDGER_BOUNDS.queuedPerStreamMax;

export interface BenchOptions {
  readonly secondsPerCell: number;
  readonly only: Part | undefined;
  readonly store: BenchStore;
  readonly rules: BenchRules;
  /** Where databases are made and thrown away again. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** The whole bench. Both sides of a cell run one right after the other, so that the machine is the same. */
export async function runBench({
  secondsPerCell,
  only,
  store,
  rules,
  folder,
  say,
}: BenchOptions): Promise<BenchFigures> {
  mkdirSync(folder, { recursive: true });
  const isAsked = (part: Part) => only === undefined || only === part;
  const measuredMs = secondsPerCell * 1000;
  const window = { warmupMs: Math.min(WARMUP_MS_MAX, measuredMs / 2), measuredMs };
  say('starting the embedded system, fresh and again');
  const start = await measureStart(folder);
  say(`opening ${MANY_ACCOUNTS + 1} accounts on both sides`);
  const stage = await setStage(join(folder, `data-${process.pid}`), store, rules);
  try {
    const machine = machineFacts({ postgres: stage.postgres.version, folder });
    await readModelLagMs(stage.ledgerStore, stage.ledgerPool);
    const modes = MODES.filter(isAsked);
    const run: Run = { stage, window, say, failures: [] };
    const inProcess = modes.includes('in-process') ? await inProcessCells(run) : [];
    const overHttp = await httpCells(
      modes.filter((mode) => mode !== 'in-process'),
      run,
    );
    const usage = isAsked('usage') ? await usagePart(run) : undefined;
    const limits = isAsked('limits') ? await measureLimits(measuredMs) : undefined;
    const webhooks = isAsked('webhooks') ? await measureWebhooks({ stage, window }) : undefined;
    const catchUp = await measureCatchUp(stage);
    say(`catch-up: ${Math.round(catchUp.rowsWritten / catchUp.seconds)} rows/s`);
    const cells = [...inProcess, ...overHttp.cells];
    const told = { ...overHttp, cells, failures: run.failures, usage, limits, webhooks };
    return { machine, store, rules, secondsPerCell, ...told, catchUp, start };
  } finally {
    await stage.stop();
  }
}

interface Run {
  readonly stage: Stage;
  readonly window: Omit<Window, 'prime'>;
  /** Cells that could not be measured, and why: one of them does not cost the others. */
  readonly failures: string[];
  readonly say: (line: string) => void;
}

type Workers<W extends Worker = Worker> = Readonly<Record<Side, W>>;

async function inProcessCells(run: Run): Promise<CellFigures[]> {
  const { urls, secrets } = run.stage;
  return withWorkers(
    (side) => startInProcess(side, urls[side], secrets),
    (workers) => runCells('in-process', workers, { ...run, primed: new Set() }),
  );
}

async function httpCells(
  modes: readonly Mode[],
  run: Run,
): Promise<{ cells: CellFigures[]; halfPeak: HalfPeakFigures | undefined }> {
  if (modes.length === 0) return { cells: [], halfPeak: undefined };
  const { stage, window, say } = run;
  return withWorkers(
    (side) => startServer(side, stage.urls[side], stage.secrets),
    async (workers) => {
      const cells: CellFigures[] = [];
      let halfPeak: HalfPeakFigures | undefined;
      const primed = new Set<Worker>();
      for (const mode of modes) {
        cells.push(...(await runCells(mode, workers, { ...run, primed })));
        halfPeak ??= await measureHalfPeak(cells, { target: workers.ledger.target, window });
        if (mode === 'http') say(`reserve at half of peak: p99 ${halfPeak?.reserveP99Ms.toFixed(1)} ms`);
      }
      return { cells, halfPeak };
    },
  );
}

async function usagePart({ stage, window, failures, say }: Run): Promise<UsageFigures | undefined> {
  const worker = await startServer('ledger', stage.urls.ledger, stage.secrets);
  try {
    return await measureUsage({ worker, stage, say, isQuick: window.measuredMs < QUICK_BELOW_MS });
  } catch (error) {
    failures.push(`usage: ${(error as Error).message}`);
    return undefined;
  } finally {
    await worker.stop();
  }
}

/** Both sides' processes, for as long as they are used: idle ones would keep connections and memory. */
async function withWorkers<W extends Worker, T>(
  start: (side: Side) => Promise<W>,
  use: (workers: Workers<W>) => Promise<T>,
): Promise<T> {
  const started: W[] = [];
  try {
    for (const side of SIDES) started.push(await start(side));
    const [ledger, tables] = started as [W, W];
    return await use({ ledger, 'mutable-table': tables });
  } finally {
    for (const worker of started) await worker.stop();
  }
}

async function runCells(
  mode: Mode,
  workers: Workers,
  { primed, stage, window, failures, say }: Run & { primed: Set<Worker> },
): Promise<CellFigures[]> {
  const cells: CellFigures[] = [];
  for (const cell of cellsOf(mode)) {
    if (isBeyondBound(cell)) {
      if (cell.side === 'ledger') failures.push(`${cellName(cell)}: ${BEYOND_BOUND}`);
      continue;
    }
    const worker = workers[cell.side];
    const prime = cell.accounts > 1 && !primed.has(worker);
    primed.add(worker);
    const running = runCell(cell, { worker, stage, window: { ...window, prime } });
    const figures = await running.catch((error: unknown) => {
      failures.push(`${cellName(cell)}: ${(error as Error).message}`);
    });
    if (figures) cells.push(figures);
    say(figures ? cellLine(figures) : `${cellName(cell)}: FAILED`);
  }
  return cells;
}

const BEYOND_BOUND =
  `more commands in flight than one account may have waiting (${QUEUED_MAX}), so that callers are told to ` +
  `back off`;

/** Such a cell measures how callers back off, not how fast anything is. */
function isBeyondBound({ mode, accounts, callers }: Cell): boolean {
  return mode === 'http-batches' && accounts === 1 && callers * BATCH_ITEMS > QUEUED_MAX;
}

function cellsOf(mode: Mode): Cell[] {
  return [MANY_ACCOUNTS, 1].flatMap((accounts) =>
    CALLERS.flatMap((callers) => SIDES.map((side) => ({ side, mode, callers, accounts }))),
  );
}

function cellLine({ cell, generationsPerSecond, reserveP99Ms, lagMs }: CellFigures): string {
  const lag = lagMs === undefined ? '' : `, lag ${(lagMs / 1000).toFixed(2)} s`;
  const rate = `${Math.round(generationsPerSecond)}/s, p99 ${reserveP99Ms.toFixed(1)} ms`;
  return `${cellName(cell)}: ${rate}${lag}`;
}

function cellName({ side, mode, accounts, callers }: Cell): string {
  return `${mode}, ${accounts} accounts, ${callers} callers, ${side}`;
}
