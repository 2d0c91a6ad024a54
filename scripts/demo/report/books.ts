/** Where all credits ever granted are: the same five figures, whoever computes them. Micro-credits. */
export interface Books {
  readonly granted: bigint;
  readonly available: bigint;
  readonly held: bigint;
  readonly spent: bigint;
  readonly expired: bigint;
  readonly openHolds: number;
  readonly accounts: number;
}

export const BOOK_FIGURES = [
  'granted',
  'available',
  'held',
  'spent',
  'expired',
  'openHolds',
  'accounts',
] as const;

/**
 * granted − (available + held + spent + expired): 0 when nothing was lost and nothing came from nowhere.
 */
export function imbalanceOf({ granted, available, held, spent, expired }: Books): bigint {
  return granted - available - held - spent - expired;
}

/** What two books say differently, a sentence each. */
export function differencesBetween(log: Books, readModels: Books): string[] {
  return BOOK_FIGURES.flatMap((figure) => {
    const [inLog, inModels] = [log[figure], readModels[figure]];
    return inLog === inModels ? [] : [`${figure}: ${inLog} in the log, ${inModels} in the read models`];
  });
}
