/** A state that must be impossible was met. Nobody catches it: the stream or projection halts and says so. */
export class BrokenInvariant extends Error {
  constructor(claim: string) {
    super(`broken invariant: ${claim}`);
    this.name = 'BrokenInvariant';
  }
}

/** Asserts a claim worded as what is always true ("available credits are never negative"). */
export function invariant(condition: unknown, claim: string): asserts condition {
  if (!condition) throw new BrokenInvariant(claim);
}
