import { createHash } from 'node:crypto';

/** Numbers that look like chance and are the same for the same seed: what makes a run repeatable. */
export interface Chance {
  /** A whole number from 0 to n - 1. */
  below(n: number): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  happens(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** A source of its own, so that who asks first does not change what others get. */
  fork(name: string): Chance;
}

const UINT32 = 2 ** 32;

export function chanceOf(seed: string): Chance {
  const digest = createHash('sha256').update(seed).digest();
  let state = digest.readUInt32LE(0) || 1;
  // Marsaglia's xorshift with 13, 17, 5: as good as a plan of faults needs, and nothing to allocate.
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / UINT32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    happens: (probability) => next() < probability,
    pick: (from) => from[below(from.length)]!,
    fork: (name) => chanceOf(`${seed}/${name}`),
  };
}
