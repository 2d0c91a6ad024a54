import { formatCount, limitBar } from './limit-bar';

describe('the bar of a limit', () => {
  it('says how much is used and held', () => {
    expect(limitBar({ used: 3, held: 1, limit: 10 })).toEqual({
      level: 'ok',
      text: '3 of 10 used, 1 held',
      usedPercent: 30,
      heldPercent: 10,
    });
    expect(limitBar({ used: 3, held: 0, limit: 10 }).text).toBe('3 of 10 used');
    expect(limitBar({ used: 12_000, held: 0, limit: 1_000_000 }).text).toBe('12,000 of 1,000,000 used');
  });

  it('warns from 80 percent on, held units included', () => {
    expect(limitBar({ used: 79, held: 0, limit: 100 }).level).toBe('ok');
    expect(limitBar({ used: 7, held: 1, limit: 10 }).level).toBe('warning');
    expect(limitBar({ used: 99, held: 0, limit: 100 }).level).toBe('warning');
  });

  it('is full at 100 percent and never wider than its track', () => {
    expect(limitBar({ used: 10, held: 0, limit: 10 }).level).toBe('full');
    expect(limitBar({ used: 8, held: 2, limit: 10 }).level).toBe('full');
    expect(limitBar({ used: 9, held: 5, limit: 10 })).toMatchObject({ usedPercent: 90, heldPercent: 10 });
    expect(limitBar({ used: 15, held: 1, limit: 10 })).toMatchObject({ usedPercent: 100, heldPercent: 0 });
  });

  it('shows credits and cost as they came, to the last digit', () => {
    const { text, usedPercent } = limitBar({ used: '2.5', held: '0.000001', limit: '10' });
    expect(text).toBe('2.5 of 10 used, 0.000001 held');
    expect(usedPercent).toBe(25);
  });

  it('is full when nothing at all is allowed', () => {
    expect(limitBar({ used: 0, held: 0, limit: 0 })).toMatchObject({ level: 'full', usedPercent: 100 });
  });

  it('has no level to reach when unlimited', () => {
    expect(limitBar({ used: 1234, held: 2, limit: null })).toEqual({
      level: 'unlimited',
      text: '1,234 used, 2 held',
      usedPercent: 0,
      heldPercent: 0,
    });
  });
});

describe('formatting counts', () => {
  it('groups thousands, and shows a dash for nothing', () => {
    expect(formatCount(19366)).toBe('19,366');
    expect(formatCount('1234567890123456789')).toBe('1,234,567,890,123,456,789');
    expect(formatCount(-1000)).toBe('-1,000');
    expect(formatCount(null)).toBe('–');
  });
});
