import { invariant } from '@ledgerline/kernel';

/**
 * An amount in shares by weight that sum exactly to it, each less than one minor unit from its exact share:
 * every share is cut towards zero, and the units that are left go to the largest remainders (Hamilton), the
 * earlier of two that are equal. Weights may be negative, as a discount beside what it discounts; one of
 * zero gets nothing. Weights that come to zero can carry only an amount of zero.
 */
export function splitExactly(amountMinor: bigint, weights: readonly bigint[]): readonly bigint[] {
  const weight = weights.reduce((sum, one) => sum + one, 0n);
  invariant(weight !== 0n || amountMinor === 0n, 'what is split has something to be split by');
  if (amountMinor === 0n) return weights.map(() => 0n);
  const sign = amountMinor < 0n ? -1n : 1n;
  const [amount, whole] = [magnitude(amountMinor), magnitude(weight)];
  const quotas = weights.map((one) => quotaOf(amount * (weight < 0n ? -one : one), whole));
  const left = amount - quotas.reduce((sum, { floor }) => sum + floor, 0n);
  const ranked = quotas.map((_, at) => at).sort((a, b) => byRemainder(quotas[a]!, quotas[b]!) || a - b);
  const favoured = new Set(ranked.slice(0, Number(left)));
  return quotas.map(({ floor }, at) => sign * (floor + (favoured.has(at) ? 1n : 0n)));
}

interface Quota {
  /** Towards minus infinity: the remainder is never negative, and what is left never more than the shares. */
  readonly floor: bigint;
  readonly remainder: bigint;
}

function quotaOf(product: bigint, whole: bigint): Quota {
  const remainder = ((product % whole) + whole) % whole;
  return { floor: (product - remainder) / whole, remainder };
}

function byRemainder(a: Quota, b: Quota): number {
  if (a.remainder === b.remainder) return 0;
  return a.remainder > b.remainder ? -1 : 1;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
