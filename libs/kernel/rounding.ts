import { invariant } from './invariant';

/**
 * A quotient as a whole number: the one place where money is rounded. To the nearest, a half away from zero
 * (`roundTiesToAway` of IEEE 754, "kaufmännisch" of DIN 1333), because buyers recompute it by hand, and
 * because what is given back is then rounded exactly as it was asked: `rounded(-a, b) = -rounded(a, b)`.
 */
export function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  invariant(denominator > 0n, 'nothing is divided by zero or less');
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}
