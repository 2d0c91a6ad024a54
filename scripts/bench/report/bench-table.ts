import { BATCH_ITEMS, CALLERS, Cell, MANY_ACCOUNTS, Mode } from '../cell';
import { BenchRules } from '../ledger/bench-catalog';
import { BenchStore } from '../log/bench-log';
import { CpuFigures } from './cpu-figures';
import { BenchFigures, CellFigures, HalfPeakFigures } from './figures';
import { limitTable, usageTable, usageVerdicts } from './usage-table';
import { webhookTable, webhookVerdicts } from './webhook-table';
import { Goal, judged, Verdict, whole } from './verdict';

/**
 * DESIGN §10: what must hold, and what is aimed at; as multiples of the mutable tables in the same cell.
 */
const RATIOS: Readonly<Record<Mode, { many: Goal; one: Goal }>> = {
  'in-process': { many: { bar: 5, aim: 10 }, one: { bar: 10, aim: 20 } },
  http: { many: { bar: 2.5, aim: 5 }, one: { bar: 4, aim: 10 } },
  'http-batches': { many: { bar: 5, aim: 10 }, one: { bar: 10, aim: 20 } },
};
const HALF_PEAK_P99_MS: Goal = { bar: 50, aim: 20 };
const CATCH_UP_ROWS_PER_SECOND: Goal = { bar: 30_000, aim: 80_000 };
const START_MS: Goal = { bar: 10_000, aim: 3_000 };
const LAG_MS_MAX = 2_000;

const MODES: Readonly<Record<Mode, string>> = {
  'in-process': 'in process',
  http: 'HTTP, one by one',
  'http-batches': `HTTP, batches of ${BATCH_ITEMS}`,
};

/** The run as two markdown tables: every cell side by side, then every goal with what came of it. */
export function benchMarkdown(figures: BenchFigures): string {
  return [
    ...(figures.cells.length > 0 ? [...cellTable(figures.cells), ''] : []),
    ...(figures.usage ? usageTable(figures.usage) : []),
    ...(figures.limits ? limitTable(figures.limits) : []),
    ...(figures.webhooks ? webhookTable(figures.webhooks) : []),
    ...goalTable(verdictsOf(figures)),
    ...figures.failures.map((failure) => `\nNot measured: ${failure.slice(0, 300)}`),
    '',
    ...machineLines(figures),
  ].join('\n');
}

export function verdictsOf(figures: BenchFigures): Verdict[] {
  const { cells, halfPeak, catchUp, start } = figures;
  const rowsPerSecond = catchUp.rowsWritten / catchUp.seconds;
  const rowsPerEvent = (catchUp.rowsWritten / catchUp.events).toFixed(1);
  const lags = cells.flatMap(({ lagMs }) => (lagMs === undefined ? [] : [lagMs]));
  return [
    ...pairsOf(cells).map(ratioVerdict),
    ...(halfPeak ? [halfPeakVerdict(halfPeak)] : []),
    ...(figures.usage ? usageVerdicts(figures.usage) : []),
    ...(figures.webhooks ? webhookVerdicts(figures.webhooks) : []),
    {
      what: `projection catch-up, ${catchUp.readModels} read models, ${rowsPerEvent} row writes per event`,
      ...judged(rowsPerSecond, CATCH_UP_ROWS_PER_SECOND, { unit: 'rows/s', better: 'more' }),
    },
    {
      what: 'start of the embedded system, fresh folder',
      ...judged(start.freshMs, START_MS, { unit: 'ms', better: 'less' }),
    },
    {
      what: 'start of the embedded system, again',
      ...judged(start.againMs, START_MS, { unit: 'ms', better: 'less' }),
    },
    ...(lags.length > 0 ? [lagVerdict(Math.max(...lags))] : []),
  ];
}

function lagVerdict(lagMs: number): Verdict {
  const what = 'read models caught up after the load, worst cell';
  const goal = { bar: LAG_MS_MAX, aim: LAG_MS_MAX };
  return { what, ...judged(lagMs, goal, { unit: 'ms', better: 'less' }) };
}

function halfPeakVerdict({ generationsPerSecond, reserveP99Ms }: HalfPeakFigures): Verdict {
  const what = `reserve p99 at half of peak (${whole(generationsPerSecond)} generations/s)`;
  return { what, ...judged(reserveP99Ms, HALF_PEAK_P99_MS, { unit: 'ms', better: 'less' }) };
}

interface Pair {
  readonly cell: Cell;
  readonly ledger: CellFigures;
  readonly tables: CellFigures;
}

function pairsOf(cells: readonly CellFigures[]): Pair[] {
  const find = (wanted: Cell) =>
    cells.find(
      ({ cell }) =>
        cell.side === wanted.side &&
        cell.mode === wanted.mode &&
        cell.callers === wanted.callers &&
        cell.accounts === wanted.accounts,
    );
  return (Object.keys(MODES) as Mode[]).flatMap((mode) =>
    [MANY_ACCOUNTS, 1].flatMap((accounts) =>
      CALLERS.flatMap((callers) => {
        const cell = { side: 'ledger', mode, callers, accounts } as const;
        const [ledger, tables] = [find(cell), find({ ...cell, side: 'mutable-table' })];
        return ledger && tables ? [{ cell, ledger, tables }] : [];
      }),
    ),
  );
}

function ratioOf({ ledger, tables }: Pair): number {
  return ledger.generationsPerSecond / tables.generationsPerSecond;
}

function ratioVerdict(pair: Pair): Verdict {
  const { mode, accounts, callers } = pair.cell;
  const goal = RATIOS[mode][accounts === 1 ? 'one' : 'many'];
  const what = `generations/s, ${MODES[mode]}, ${accountsText(accounts)}, ${callers} callers`;
  return { what, ...judged(ratioOf(pair), goal, { unit: '×', better: 'more' }) };
}

function cellTable(cells: readonly CellFigures[]): string[] {
  return [
    '| asked | accounts | callers | ledger | tables | ratio | reserve p50 / p99 | CPU µs ledger (api + projector + PostgreSQL) | CPU µs tables (api + PostgreSQL) | lag |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...pairsOf(cells).map((pair) => {
      const { cell, ledger, tables } = pair;
      const { reserveP50Ms, reserveP99Ms } = ledger;
      return `| ${[
        MODES[cell.mode],
        accountsText(cell.accounts),
        cell.callers,
        `${whole(ledger.generationsPerSecond)}/s`,
        `${whole(tables.generationsPerSecond)}/s`,
        `**${ratioOf(pair).toFixed(1)} ×**`,
        `${reserveP50Ms.toFixed(1)} / ${reserveP99Ms.toFixed(1)} ms`,
        cpuText(ledger.cpuMicrosPerGeneration, true),
        cpuText(tables.cpuMicrosPerGeneration, false),
        ledger.lagMs === undefined ? '' : `${(ledger.lagMs / 1000).toFixed(1)} s`,
      ].join(' | ')} |`;
    }),
  ];
}

function goalTable(verdicts: readonly Verdict[]): string[] {
  const mark = (met: boolean) => (met ? 'met' : '**missed**');
  return [
    '| what | measured | bar | | aim | |',
    '|---|---|---|---|---|---|',
    ...verdicts.map(({ what, measured, bar, aim, barMet, aimMet }) => {
      return `| ${what} | ${measured} | ${bar} | ${mark(barMet)} | ${aim} | ${aimMet ? 'met' : 'missed'} |`;
    }),
  ];
}

const LOGS: Readonly<Record<BenchStore, string>> = {
  postgres: 'The log is in PostgreSQL.',
  'eventstoredb-double':
    'The log is in the double of EventStoreDB, in memory: its own CPU is in no column, and no disk holds it up.',
};

const RULES: Readonly<Record<BenchRules, readonly string[]>> = {
  'as-tables': ['Both sides know the same rules: a flat price and two limits.'],
  all: [
    'The ledger decides each generation under every kind of rule: five limits (day, month, rolling, billing',
    'period, concurrent with a part per member), thresholds, a price by tokens, refill, overdraft, low credits.',
    'The tables go on checking the two limits and the one flat price they know: the ratios favour them.',
    '`--rules as-tables` compares like with like.',
  ],
};

function machineLines({ machine, store, rules, secondsPerCell }: BenchFigures): string[] {
  const { cores, processor, memoryGiB, node, postgres, platform, fsyncMs, loadAverage, at } = machine;
  return [
    `${at.slice(0, 10)}: ${cores} cores (${processor}), ${memoryGiB} GiB, ${platform}, Node ${node}, ${postgres},`,
    `fsync of 8 KiB ${fsyncMs.p50} ms (worst of 100: ${fsyncMs.max} ms), load ${loadAverage} before the run;`,
    `${secondsPerCell} s per cell. Server, projector, database and callers share the cores. A generation is a`,
    'reserve and a completion for the ledger (two commands), one transaction for the tables.',
    ...RULES[rules],
    LOGS[store],
  ];
}

function cpuText({ api, projector, postgres }: CpuFigures, withProjector: boolean): string {
  const parts = withProjector ? [api, projector, postgres] : [api, postgres];
  const total = parts.reduce((sum, part) => sum + part, 0);
  return `${whole(total)} (${parts.map(whole).join(' + ')})`;
}

function accountsText(accounts: number): string {
  return accounts === 1 ? 'one account' : `${whole(accounts)} accounts`;
}
