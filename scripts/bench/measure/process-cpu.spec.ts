import { cpuMicrosOf, parseStat } from './process-cpu';

describe('processor times', () => {
  it('are read also of a process whose name holds spaces and parentheses', () => {
    const stat = '42 (postgres: (io) x) S 7 42 42 0 -1 4194560 1 2 3 4 150 50 20 5 20 0 1 0 9 0 0';
    expect(parseStat(stat)).toEqual({
      ...{ pid: 42, parentPid: 7, ownMicros: 2_000_000, endedChildrenMicros: 250_000 },
    });
  });

  it('grow with work, and are 0 for a process that is not there', () => {
    expect(cpuMicrosOf(process.pid)).toBeGreaterThan(0);
    expect(cpuMicrosOf(999_999_999)).toBe(0);
  });
});
