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
    rules: 'all',
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

const usage = {
  bursts: [
    {
      ...{ accountsPerBatch: 10, itemsPerSecond: 12_345, seconds: 10.2, batchP50Ms: 200, batchP99Ms: 812 },
      cpuMicrosPerItem: { api: 80.4, projector: 30, postgres: 20, caller: 3 },
      lagMs: 1_250,
    },
  ],
  rates: [
    { itemsPerSecond: 4_000, reachedPerSecond: 4_001, seconds: 15, lagMs: 900, lagGrowthMs: 10 },
    { itemsPerSecond: 6_000, reachedPerSecond: 5_100, seconds: 15, lagMs: 6_000, lagGrowthMs: 3_000 },
  ],
  sustainedPerSecond: 4_000,
};

describe('the bench report', () => {
  it('tells batches of usage: bursts beside their bar, the rate that is sustained, what limits cost', () => {
    const limits = [{ limits: 16, decisionsPerSecond: 7_000, cpuMicrosPerDecision: 140.2 }];
    const text = benchMarkdown(run({ usage, limits }));
    expect(text).toContain(
      '| burst of 10 s, 10 accounts a batch | 12,345 | 200 / 812 ms | 133 (80 + 30 + 20 + 3) | 1.3 s |',
    );
    expect(text).toContain('| 6,000 | 5,100 | 6.0 s |');
    expect(text).toContain('Sustained, with the read models less than 5 s behind: 4,000 items/s.');
    expect(text).toContain('10 accounts a batch | 12,345 items/s | ≥ 20,000 items/s | **missed** |');
    expect(text).toContain('| 16 | 7,000 | 140 |');
  });

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
