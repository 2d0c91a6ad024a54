import { carryOver } from './carry-over';

const limit = (name: string, free: number, more: object = {}) => ({ name, values: { free }, ...more });
const BASE = { limits: [limit('images', 10), limit('videos', 2)], plans: [{ name: 'pro', price: '10' }] };

describe('carrying a draft over to a version published meanwhile', () => {
  it('keeps what both changed in different places', () => {
    const draft = { ...BASE, limits: [limit('images', 12), limit('videos', 2)] };
    const published = {
      limits: [limit('images', 10), limit('videos', 3)],
      plans: [{ name: 'pro', price: '11' }],
    };
    expect(carryOver(BASE, draft, published)).toEqual({
      limits: [limit('images', 12), limit('videos', 3)],
      plans: [{ name: 'pro', price: '11' }],
    });
  });

  it('prefers the draft where both changed the same field', () => {
    const draft = { ...BASE, limits: [limit('images', 12), limit('videos', 2)] };
    const published = { ...BASE, limits: [limit('images', 15), limit('videos', 2)] };
    expect(carryOver(BASE, draft, published).limits[0]).toEqual(limit('images', 12));
  });

  it('adds and removes entries of both', () => {
    const draft = { ...BASE, limits: [limit('images', 10), limit('music', 1)] };
    const published = { ...BASE, limits: [...BASE.limits, limit('exports', 4)] };
    expect(carryOver(BASE, draft, published).limits).toEqual([
      limit('images', 10),
      limit('exports', 4),
      limit('music', 1),
    ]);
  });

  it('takes a list of plain values whole', () => {
    const base = { name: 'image', limits: ['a'] };
    expect(carryOver(base, { ...base, limits: ['a', 'b'] }, { ...base, limits: ['a', 'c'] }).limits).toEqual([
      'a',
      'b',
    ]);
  });
});
