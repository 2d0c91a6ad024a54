/**
 * How unevenly requests fall on accounts: the share of the account of rank r is proportional to
 * r^-exponent.
 */
export const ZIPF_EXPONENT = 0.9;

export interface Zipf {
  readonly count: number;
  /** The rank (0 is the busiest) that a uniform number in [0, 1) falls on. */
  rankOf(uniform: number): number;
  /** The share of all requests that a rank gets in the long run. */
  shareOf(rank: number): number;
}

/** Zipf's law over `count` ranks. */
export function zipf(count: number, exponent = ZIPF_EXPONENT): Zipf {
  const cumulated = new Float64Array(count);
  let total = 0;
  for (let rank = 0; rank < count; rank++) cumulated[rank] = total += (rank + 1) ** -exponent;
  return {
    count,
    rankOf: (uniform) => firstAbove(cumulated, uniform * total),
    shareOf: (rank) => (rank + 1) ** -exponent / total,
  };
}

function firstAbove(cumulated: Float64Array, wanted: number): number {
  let low = 0;
  let high = cumulated.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulated[middle]! > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}
