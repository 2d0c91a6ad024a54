import contractBackends from './contract-backends';

const suite = (backend: string, ...tests: readonly [title: string, status: string][]) => ({
  testResults: tests.map(([title, status]) => ({
    ancestorTitles: [`event store: ${backend}`, 'x'],
    title,
    status,
  })),
});

describe('the list of event stores at the end of a run', () => {
  it('counts what each store kept, broke and left out', () => {
    const results = { testResults: [suite('memory', ['a', 'passed'], ['b', 'failed'], ['c', 'pending'])] };
    expect(contractBackends(results)).toEqual([
      { name: 'memory', passed: 1, failed: 1, skipped: 1, missing: undefined },
    ]);
  });

  it('names a store that took no part, with the reason', () => {
    const skipped: [string, string] = ['keeps the contract [skipped: no server]', 'pending'];
    expect(contractBackends({ testResults: [suite('a real server', skipped)] })).toEqual([
      { name: 'a real server', passed: 0, failed: 0, skipped: 1, missing: 'no server' },
    ]);
  });

  it('finds stores inside other suites, and takes no other suite for a store', () => {
    const test = { title: 'a', status: 'passed' };
    const inside = { ...test, ancestorTitles: ['with PostgreSQL', 'event store: PostgreSQL'] };
    const other = { ...test, ancestorTitles: ['an event store: not this'] };
    const found = contractBackends({ testResults: [{ testResults: [inside, other] }] });
    expect(found.map(({ name }) => name)).toEqual(['PostgreSQL']);
  });

  it('names none that was only passed over in a run of other tests', () => {
    expect(contractBackends({ testResults: [suite('memory', ['a', 'pending'])] })).toEqual([]);
  });
});
