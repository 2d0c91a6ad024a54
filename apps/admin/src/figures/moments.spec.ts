import { absoluteTime, relativeTime, shortDate } from './moments';

const now = Date.parse('2026-11-21T09:00:00.000Z');

describe('telling when', () => {
  it('tells the past and the future apart', () => {
    expect(relativeTime('2026-11-21T08:55:00.000Z', now)).toBe('5 m ago');
    expect(relativeTime('2026-11-21T11:10:00.000Z', now)).toBe('in 2 h 10 m');
    expect(relativeTime('2026-11-21T08:59:59.000Z', now)).toBe('just now');
  });

  it('names the moment in UTC', () => {
    expect(absoluteTime('2026-02-03T23:05:09.120Z')).toBe('3 Feb 2026, 23:05:09 UTC');
    expect(shortDate('2026-11-21')).toBe('21 Nov');
  });

  it('shows a dash for what is no time', () => {
    expect(relativeTime('soon', now)).toBe('–');
    expect(absoluteTime('soon')).toBe('–');
  });
});
