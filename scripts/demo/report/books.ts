/** Where all credits ever granted are: the same figures, whoever computes them. Micro-credits. */
export interface Books {
  readonly granted: bigint;
  /** Drawn below zero and neither returned nor repaid. */
  readonly overdrawn: bigint;
  readonly available: bigint;
  readonly held: bigint;
  readonly spent: bigint;
  readonly expired: bigint;
  /** Taken back: void lots, and adjustments downwards. */
  readonly voided: bigint;
  readonly openHolds: number;
  readonly accounts: number;
}

export const BOOK_FIGURES = [
  'granted',
  'overdrawn',
  'available',
  'held',
  'spent',
  'expired',
  'voided',
  'openHolds',
  'accounts',
] as const;

/**
 * granted + overdrawn − (available + held + spent + expired + voided): 0 when nothing was lost and nothing
 * came from nowhere.
 */
export function imbalanceOf(books: Books): bigint {
  const { granted, overdrawn, available, held, spent, expired, voided } = books;
  return granted + overdrawn - available - held - spent - expired - voided;
}

/** What two books say differently, a sentence each. */
export function differencesBetween(log: Books, readModels: Books): string[] {
  return BOOK_FIGURES.flatMap((figure) => {
    const [inLog, inModels] = [log[figure], readModels[figure]];
    return inLog === inModels ? [] : [`${figure}: ${inLog} in the log, ${inModels} in the read models`];
  });
}
