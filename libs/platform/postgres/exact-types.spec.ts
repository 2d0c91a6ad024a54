import { exactTypes } from './exact-types';

const parse = (oid: number, text: string): unknown => exactTypes.getTypeParser(oid, 'text')(text);

describe('what the server answers', () => {
  it('keeps whole numbers beyond 2^53', () => {
    expect(parse(20, '9007199254740993')).toBe(9_007_199_254_740_993n);
  });

  it('keeps sums beyond 64 bits, and decimals as text', () => {
    expect(parse(1700, '18446744073709551616')).toBe(2n ** 64n);
    expect(parse(1700, '-1')).toBe(-1n);
    expect(parse(1700, '12.50')).toBe('12.50');
  });

  it.each([
    ['2026-11-21 09:18:00.123456+00', '2026-11-21T09:18:00.123Z'],
    ['2026-11-21 09:18:00.5+00', '2026-11-21T09:18:00.500Z'],
    ['2026-11-21 09:18:00+00', '2026-11-21T09:18:00.000Z'],
  ])('tells the instant %s with milliseconds in UTC', (text, expected) => {
    expect(parse(1184, text)).toBe(expected);
  });

  it('leaves an instant alone that is not plain UTC', () => {
    expect(parse(1184, 'infinity')).toBe('infinity');
  });

  it('keeps a calendar day as it is', () => {
    expect(parse(1082, '2026-11-21')).toBe('2026-11-21');
  });
});
