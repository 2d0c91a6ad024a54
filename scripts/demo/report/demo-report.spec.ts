import { Latencies } from '../play/latencies';
import { Books } from './books';
import { DemoReport, problemsOf, reportText } from './demo-report';

const books: Books = {
  ...{
    granted: 100_500_000n,
    overdrawn: 0n,
    voided: 0n,
    available: 60_000_000n,
    held: 0n,
    spent: 40_500_000n,
    expired: 0n,
  },
  ...{ openHolds: 0, accounts: 2 },
};

function reported(changes: Partial<DemoReport> = {}): DemoReport {
  const refused = new Map([['insufficient-credits', 2]]);
  const counts = {
    requests: 10,
    accepted: 8,
    completed: 7,
    failed: 1,
    accounts: 2,
    commands: 22,
    retries: 0,
  };
  return {
    played: {
      ...{ ...counts, refused, tookMs: 2_000, lastPosition: 'p' },
      ...{ reserving: latenciesOf(1, 2, 3), resolving: latenciesOf(4) },
    },
    foreseen: {
      ...{ requests: 10, accepted: 8, refusalsOfOneAccountMax: 2 },
      refused: { daily: 0, monthly: 0, concurrent: 0, 'insufficient-credits': 2 },
    },
    broken: [],
    caughtUpMs: 12,
    money: ['purchase  500 credits for 4.99 USD'],
    ...{ log: books, readModels: books, dashboard: books },
    ...{ logProblems: [], logEvents: 30, ownOpenHolds: 0, spread: 'by chance' },
    ...changes,
  };
}

function latenciesOf(...values: number[]): Latencies {
  const latencies = new Latencies();
  for (const value of values) latencies.add(value);
  return latencies;
}

describe('the demo report', () => {
  it('has no problem when both books balance, agree and nothing is open', () => {
    expect(problemsOf(reported())).toEqual([]);
    expect(reportText(reported())).toContain('Everything balances.');
  });

  it('shows that money moved', () => {
    expect(reportText(reported())).toContain('\n\n  purchase  500 credits for 4.99 USD\n\n');
  });

  it('shows counts, shares, speed and both books', () => {
    const text = reportText(reported());
    expect(text).toMatch(/accepted +8 +80\.0 %; 7 completed, 1 failed/);
    expect(text).toMatch(/insufficient-credits +2 +20\.0 %/);
    expect(text).toMatch(/commands\/s +11 /);
    expect(text.match(/granted 100\.5\n += 60 \+ 0 \+ 40\.5 \+ 0/g)).toHaveLength(2);
  });

  it('names the broken lines', () => {
    const broken = [{ line: 17, problem: 'has 2 fields instead of 3: "x"' }];
    expect(reportText(reported({ broken }))).toContain('line 17 has 2 fields instead of 3: "x"');
  });

  it('tells each way of not balancing', () => {
    const short = { ...books, available: 59_000_000n };
    expect(problemsOf(reported({ log: short, readModels: short, dashboard: short }))).toEqual([
      'the log is out of balance by 1',
      'the read models are out of balance by 1',
    ]);
    expect(problemsOf(reported({ readModels: { ...books, openHolds: 1 } }))).toEqual([
      'openHolds: 0 in the log, 1 in the read models',
    ]);
    expect(problemsOf(reported({ dashboard: { ...books, accounts: 3 } }))).toEqual([
      'the dashboard disagrees on accounts: 2 in the log, 3 in the read models',
    ]);
    expect(problemsOf(reported({ ownOpenHolds: 3 }))).toEqual(['3 holds of this run are still open']);
    expect(problemsOf(reported({ logProblems: ['a: b'] }))).toEqual(['a: b']);
    const played = { ...reported().played, completed: 6 };
    expect(problemsOf(reported({ played }))).toEqual(['8 accepted but 7 resolved']);
  });
});

describe('latencies', () => {
  it('answer percentiles of everything added, also beyond their first size', () => {
    const latencies = latenciesOf(...Array.from({ length: 5_000 }, (_, i) => 5_000 - i));
    expect(latencies.count).toBe(5_000);
    expect(latencies.percentile(0.5)).toBe(2_501);
    expect(latencies.percentile(0.99)).toBe(4_951);
    expect(latencies.percentile(1)).toBe(5_000);
    expect(new Latencies().percentile(0.5)).toBeNaN();
  });
});
