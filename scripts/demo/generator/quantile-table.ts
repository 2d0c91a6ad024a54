/** 64 equal steps, finer in both tails, where a mean and a 99th percentile are made. */
export const KNOT_SHARES: readonly number[] = [
  ...[0, 0.001, 0.005],
  ...Array.from({ length: 63 }, (_, i) => (i + 1) / 64),
  ...[0.99, 0.995, 0.999, 1],
];

/**
 * A distribution as its values at the {@link KNOT_SHARES}: what the fit keeps of a trace. Between two knots
 * the logarithm runs straight, so that a heavy tail keeps its shape; two knots of one value are an atom.
 */
export type QuantileTable = readonly number[];

/** The table of a sample in any order; its values must be above 0. */
export function fitQuantiles(sample: readonly number[]): QuantileTable {
  const sorted = Float64Array.from(sample).sort();
  return KNOT_SHARES.map((share) => Number(quantileOfSorted(sorted, share).toPrecision(4)));
}

/** The value below which `share` of the distribution lies. */
export function quantileAt(table: QuantileTable, share: number): number {
  let above = 1;
  while (above < KNOT_SHARES.length - 1 && KNOT_SHARES[above]! <= share) above++;
  const [fromShare, toShare] = [KNOT_SHARES[above - 1]!, KNOT_SHARES[above]!];
  const [from, to] = [table[above - 1]!, table[above]!];
  return from * (to / from) ** ((share - fromShare) / (toShare - fromShare));
}

export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
