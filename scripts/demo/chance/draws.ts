import { createHash } from 'node:crypto';

/** Four independent uniform numbers in [0, 1). */
export type Draws = readonly [number, number, number, number];

const DRAWS_PER_DIGEST = 4;
const BITS = 2 ** 53;

/**
 * The same four numbers for the same seed, purpose and index, on every machine. There is no running state:
 * request 5,000 draws the same whether or not request 4,999 was skipped, and in whatever order they are
 * asked.
 */
export function drawsOf(seed: string, purpose: string, index: number): Draws {
  const digest = createHash('sha256').update(`${seed}\n${purpose}\n${index}`).digest();
  const numbers = Array.from({ length: DRAWS_PER_DIGEST }, (_, i) => {
    return Number(digest.readBigUInt64BE(i * 8) >> 11n) / BITS;
  });
  return numbers as unknown as Draws;
}

/** A standard normal number out of two uniform ones (Box and Muller, 1958). */
export function normalOf(first: number, second: number): number {
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
}

/**
 * The probability that a standard normal number is at most `z`; exact to 1.5 × 10⁻⁷ (Abramowitz and Stegun
 * 7.1.26).
 */
export function normalShareBelow(z: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
  const tail =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - tail * Math.exp(-(z * z) / 2);
  return (1 + Math.sign(z) * erf) / 2;
}
