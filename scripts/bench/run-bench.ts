import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createClient, urlFor } from '@ledgerline/platform/postgres';
import { projections } from '@ledgerline/system';
import { CALLERS, Cell, MANY_ACCOUNTS, Mode, MODES, Side, Window } from './cell';
import { runAtRate } from './load/http-cells';
import { machineFacts } from './measure/machine-facts';
import { readModelLagMs } from './measure/read-model-lag';
import { measureStart } from './measure/start-time';
import { CatchUpNews } from './processes/catch-up';
import { BenchChild } from './processes/child';
import { BenchFigures, CatchUpFigures, CellFigures, HalfPeakFigures } from './report/figures';
import { runCell } from './run-cell';
import { setStage, Stage } from './stage';

const SIDES: readonly Side[] = ['ledger', 'mutable-table'];
const WARMUP_MS_MAX = 2_000;
const HALF_PEAK_SECONDS_MIN = 5;

export interface BenchOptions {
  readonly secondsPerCell: number;
  readonly only: Mode | undefined;
  /** Where databases are made and thrown away again. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** The whole bench. Both sides of a cell run one right after the other, so that the machine is the same. */
export async function runBench({ secondsPerCell, only, folder, say }: BenchOptions): Promise<BenchFigures> {
  mkdirSync(folder, { recursive: true });
  const measuredMs = secondsPerCell * 1000;
  const window = { warmupMs: Math.min(WARMUP_MS_MAX, measuredMs / 2), measuredMs };
  say('starting the embedded system, fresh and again');
  const start = await measureStart(folder);
  say(`opening ${MANY_ACCOUNTS + 1} accounts on both sides`);
  const stage = await setStage(join(folder, `data-${process.pid}`));
  try {
    const machine = machineFacts({ postgres: stage.postgres.version, folder });
    await readModelLagMs(stage.ledgerStore, stage.ledgerPool);
    const cells: CellFigures[] = [];
    const primed = new Set<string>();
    for (const cell of cellsInOrder(only)) {
      const worker = `${cell.side} ${cell.mode === 'in-process' ? 'in process' : 'server'}`;
      const prime = cell.accounts > 1 && !primed.has(worker);
      primed.add(worker);
      const figures = await runCell(cell, stage, { ...window, prime });
      cells.push(figures);
      say(cellLine(figures));
    }
    const halfPeak = await measureHalfPeak(stage, cells, window);
    if (halfPeak) say(`reserve at half of peak: p99 ${halfPeak.reserveP99Ms.toFixed(1)} ms`);
    const catchUp = await measureCatchUp(stage);
    say(`catch-up: ${Math.round(catchUp.rowsWritten / catchUp.seconds)} rows/s`);
    return { machine, secondsPerCell, cells, halfPeak, catchUp, start };
  } finally {
    await stage.stop();
  }
}

function cellsInOrder(only: Mode | undefined): Cell[] {
  const modes = only ? [only] : MODES;
  return modes.flatMap((mode) =>
    [MANY_ACCOUNTS, 1].flatMap((accounts) =>
      CALLERS.flatMap((callers) => SIDES.map((side) => ({ side, mode, callers, accounts }))),
    ),
  );
}

function cellLine({ cell, generationsPerSecond, reserveP99Ms, lagMs }: CellFigures): string {
  const { side, mode, accounts, callers } = cell;
  const lag = lagMs === undefined ? '' : `, lag ${(lagMs / 1000).toFixed(2)} s`;
  const rate = Math.round(generationsPerSecond);
  return `${mode}, ${accounts} accounts, ${callers} callers, ${side}: ${rate}/s, p99 ${reserveP99Ms.toFixed(1)} ms${lag}`;
}

/** Half of what the ledger reached over HTTP with many accounts, arriving at a fixed rate. */
async function measureHalfPeak(
  stage: Stage,
  cells: readonly CellFigures[],
  { warmupMs, measuredMs }: Omit<Window, 'prime'>,
): Promise<HalfPeakFigures | undefined> {
  const single = cells.filter(({ cell }) => cell.mode === 'http' && cell.side === 'ledger');
  if (single.length === 0) return undefined;
  const peak = Math.max(
    ...single.filter(({ cell }) => cell.accounts > 1).map((figures) => figures.generationsPerSecond),
  );
  const latencies = await runAtRate({
    ...{
      target: stage.servers.ledger.target,
      run: 'half-peak',
      accounts: MANY_ACCOUNTS,
      perSecond: peak / 2,
    },
    ...{ warmupMs, measuredMs: Math.max(measuredMs, HALF_PEAK_SECONDS_MIN * 1000) },
  });
  return {
    generationsPerSecond: peak / 2,
    reserveP50Ms: latencies.percentile(0.5),
    reserveP99Ms: latencies.percentile(0.99),
  };
}

/** Throws the read models of the whole bench away and builds them again. */
async function measureCatchUp(stage: Stage): Promise<CatchUpFigures> {
  await stage.stopWriters();
  const { postgres } = stage;
  const admin = createClient({
    url: urlFor(postgres.adminUrl, { database: new URL(postgres.appUrl).pathname.slice(1) }),
    applicationName: 'bench',
  });
  await admin.connect();
  for (const schema of new Set(projections.map((projection) => projection.schema))) {
    await admin.query(`drop schema "${schema}" cascade`);
  }
  await admin.query('delete from projections.checkpoints');
  await admin.end();
  const child = await BenchChild.start<CatchUpNews>('catch-up.js', { BENCH_DATABASE_URL: postgres.appUrl });
  try {
    child.send({});
    return (await child.next('done')).figures;
  } finally {
    await child.stop();
  }
}
