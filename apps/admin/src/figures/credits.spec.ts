import { formatCredits, parseMicros, sharePercent } from './credits';

describe('formatting credits', () => {
  it('groups thousands and keeps every decimal place', () => {
    expect(formatCredits('1234567.891234')).toBe('1,234,567.891234');
    expect(formatCredits('12.5')).toBe('12.5');
    expect(formatCredits('0')).toBe('0');
    expect(formatCredits('999')).toBe('999');
    expect(formatCredits('1000')).toBe('1,000');
  });

  it('does not lose a micro of a sum that a floating point number cannot hold', () => {
    expect(formatCredits('900719925474099.000001')).toBe('900,719,925,474,099.000001');
  });

  it('writes a loss with a minus sign and a gain with a plus when asked', () => {
    expect(formatCredits('-1500.25')).toBe('−1,500.25');
    expect(formatCredits('1500.25', { sign: true })).toBe('+1,500.25');
    expect(formatCredits('0', { sign: true })).toBe('0');
  });

  it('rounds half away from zero for a headline', () => {
    expect(formatCredits('1.005', { places: 2 })).toBe('1.01');
    expect(formatCredits('1.004999', { places: 2 })).toBe('1');
    expect(formatCredits('-1.005', { places: 2 })).toBe('−1.01');
    expect(formatCredits('999.999', { places: 0 })).toBe('1,000');
  });

  it('shows a dash for what is no decimal', () => {
    expect(formatCredits(null)).toBe('–');
    expect(formatCredits('1e9')).toBe('–');
  });
});

describe('adding up credits', () => {
  it('reads decimals exactly', () => {
    expect(parseMicros('0.1')! + parseMicros('0.2')!).toBe(parseMicros('0.3'));
    expect(parseMicros('-0.000001')).toBe(-1n);
    expect(parseMicros('12.1234567')).toBeUndefined();
  });

  it('measures a share between 0 and 100 percent', () => {
    expect(sharePercent(1n, 4n)).toBe(25);
    expect(sharePercent(5n, 4n)).toBe(100);
    expect(sharePercent(-1n, 4n)).toBe(0);
    expect(sharePercent(1n, 0n)).toBe(0);
  });
});
