import { drawsOf } from './draws';
import { zipf } from './zipf';

describe("Zipf's law over the accounts", () => {
  it('gives rank r a share proportional to (r + 1)^-exponent, and all ranks together 1', () => {
    const law = zipf(200, 0.9);
    expect(law.shareOf(0) / law.shareOf(9)).toBeCloseTo(10 ** 0.9, 10);
    const all = Array.from({ length: 200 }, (_, rank) => law.shareOf(rank));
    expect(all.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
  });

  it('draws each rank as often as its share says', () => {
    const law = zipf(50);
    const drawn = new Array<number>(50).fill(0);
    const count = 20_000;
    for (let i = 0; i < count; i++) drawn[law.rankOf(drawsOf('seed', 'zipf', i)[0])]!++;
    for (const rank of [0, 1, 5, 20]) {
      const expected = count * law.shareOf(rank);
      expect(Math.abs(drawn[rank]! - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });

  it('stays within its ranks at both ends', () => {
    const law = zipf(3);
    expect(law.rankOf(0)).toBe(0);
    expect(law.rankOf(1 - Number.EPSILON)).toBe(2);
    expect(zipf(1).rankOf(0.7)).toBe(0);
  });
});
