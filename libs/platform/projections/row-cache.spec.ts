import { RowCache } from './row-cache';

describe('the row cache', () => {
  it('never holds more rows than it may', () => {
    const cache = new RowCache(10);
    for (let i = 0; i < 1_000; i++) cache.set(`row ${i}`, { i });
    expect(cache.size).toBeLessThanOrEqual(10);
    expect(cache.get('row 999')).toEqual({ i: 999 });
    expect(cache.get('row 0')).toBeUndefined();
  });

  it('keeps what is asked for and forgets what is not', () => {
    const cache = new RowCache(10);
    cache.set('wanted', { wanted: true });
    for (let i = 0; i < 100; i++) {
      cache.set(`row ${i}`, { i });
      expect(cache.get('wanted')).toBeDefined();
    }
  });

  it('answers the newest row, also for one that had aged', () => {
    const cache = new RowCache(4);
    for (const n of [1, 2, 3]) cache.set('a', { n });
    cache.set('b', {});
    cache.set('c', {});
    cache.set('a', { n: 4 });
    expect(cache.get('a')).toEqual({ n: 4 });
  });

  it('tells what is known not to be there from what it does not know', () => {
    const cache = new RowCache(4);
    cache.set('absent', null);
    for (const other of ['a', 'b']) cache.set(other, {});
    expect(cache.get('absent')).toBeNull();
    expect(cache.get('never heard of')).toBeUndefined();
  });

  it('is empty after it was cleared', () => {
    const cache = new RowCache(4);
    cache.set('a', {});
    cache.clear();
    expect(cache.get('a')).toBeUndefined();
    expect(cache.size).toBe(0);
  });
});
