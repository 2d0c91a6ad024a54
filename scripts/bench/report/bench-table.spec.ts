import { Cell } from '../cell';
import { benchMarkdown, verdictsOf } from './bench-table';
import { BenchFigures, CellFigures } from './figures';

function figuresOf(cell: Cell, generationsPerSecond: number, lagMs?: number): CellFigures {
  const latency = { reserveP50Ms: 1.25, reserveP99Ms: 9.5 };
  const cpuMicrosPerGeneration = { api: 100, projector: lagMs === undefined ? 0 : 20, postgres: 50 };
  return { cell, generationsPerSecond, ...latency, cpuMicrosPerGeneration, lagMs };
}

const many = { mode: 'in-process', callers: 32, accounts: 10_000 } as const;
const one = { mode: 'http', callers: 256, accounts: 1 } as const;

function run(changes: Partial<BenchFigures> = {}): BenchFigures {
  return {
    machine: {
      ...{
        at: '2026-11-21T09:00:00.000Z',
        cores: 2,
        processor: 'P',
        memoryGiB: 8,
        node: 'v20',
        postgres: 'PostgreSQL 18',
      },
      ...{ platform: 'linux x64', fsyncMs: { p50: 0.5, max: 3 }, loadAverage: 0.1 },
    },
    store: 'postgres',
    secondsPerCell: 6,
    failures: [],
    cells: [
      figuresOf({ side: 'ledger', ...many }, 7_000, 400),
      figuresOf({ side: 'mutable-table', ...many }, 1_000),
      figuresOf({ side: 'ledger', ...one }, 1_200, 2_100),
      figuresOf({ side: 'mutable-table', ...one }, 400),
    ],
    halfPeak: { generationsPerSecond: 600, reserveP50Ms: 2, reserveP99Ms: 18 },
    catchUp: { events: 100_000, rowsWritten: 250_000, seconds: 5, readModels: 9 },
    start: { freshMs: 2_900, againMs: 10_000 },
    ...changes,
  };
}

describe('the bench report', () => {
  it('sets each figure beside its bar and its aim', () => {
    const verdicts = verdictsOf(run()).map(({ measured, barMet, aimMet }) => [measured, barMet, aimMet]);
    expect(verdicts).toEqual([
      ['7.0 ×', true, false],
      ['3.0 ×', false, false],
      ['18.0 ms', true, true],
      ['50,000 rows/s', true, false],
      ['2,900 ms', true, true],
      ['10,000 ms', false, false],
      ['2,100 ms', false, false],
    ]);
  });

  it('shows both sides of a cell in one row, with the processor time of each process', () => {
    const text = benchMarkdown(run());
    expect(text).toContain(
      '| in process | 10,000 accounts | 32 | 7,000/s | 1,000/s | **7.0 ×** | 1.3 / 9.5 ms | 170 (100 + 20 + 50) | 150 (100 + 50) | 0.4 s |',
    );
    expect(text).toContain('| HTTP, one by one | one account | 256 | 1,200/s | 400/s | **3.0 ×** |');
    expect(text).toMatch(
      /generations\/s, HTTP, one by one, one account, 256 callers \| 3\.0 × \| ≥ 4 × \| \*\*missed\*\*/,
    );
  });

  it('tells what could not be measured', () => {
    expect(benchMarkdown(run({ failures: ['a cell: broken'] }))).toContain('Not measured: a cell: broken');
  });

  it('leaves out a cell of which only one side was measured', () => {
    const cells = run().cells.slice(0, 3);
    expect(benchMarkdown(run({ cells })).match(/one account \|/g)).toBeNull();
  });
});
