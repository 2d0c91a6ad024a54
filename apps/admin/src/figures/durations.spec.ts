import { formatDuration, formatElapsed } from './durations';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('formatting durations', () => {
  it('names the two largest units', () => {
    expect(formatDuration(3 * HOUR + 12 * MINUTE)).toBe('3 h 12 m');
    expect(formatDuration(12 * 24 * HOUR + 4 * HOUR + 59 * MINUTE)).toBe('12 d 4 h');
    expect(formatDuration(45_999)).toBe('45 s');
    expect(formatDuration(59 * MINUTE)).toBe('59 m');
  });

  it('leaves out a second unit of zero', () => {
    expect(formatDuration(2 * HOUR)).toBe('2 h');
    expect(formatDuration(24 * HOUR)).toBe('1 d');
  });

  it('never shows a negative duration', () => {
    expect(formatDuration(-5)).toBe('0 s');
  });

  it('tells short work apart', () => {
    expect(formatElapsed(840.4)).toBe('840 ms');
    expect(formatElapsed(1_240)).toBe('1.2 s');
    expect(formatElapsed(125_000)).toBe('2 m 5 s');
    expect(formatElapsed(null)).toBe('–');
  });
});
