import { parseMicros } from './credits';

export interface ProofTerm {
  readonly name: string;
  readonly credits: string;
  readonly micros: bigint;
}

export interface Proof {
  readonly granted: string;
  readonly grantedMicros: bigint;
  readonly terms: readonly ProofTerm[];
  /** Granted less the sum of the terms: zero when the books balance, undefined when a figure is missing. */
  readonly differenceMicros: bigint | undefined;
}

type Figures = Readonly<Record<'granted' | 'available' | 'held' | 'spent' | 'expired', string>> & {
  readonly pending?: string;
};

/** granted = available + held + spent + expired, to the micro; pending is named where there is any. */
export function proveTotals(totals: Figures): Proof {
  const names = ['available', 'held', 'spent', 'expired', 'pending'] as const;
  const parsed = names.map((name) => ({ name, credits: totals[name], micros: parseMicros(totals[name]) }));
  const granted = parseMicros(totals.granted);
  const unread = parsed.some(({ credits, micros }) => credits !== undefined && micros === undefined);
  const sum = parsed.reduce((total, { micros = 0n }) => total + micros, 0n);
  return {
    granted: totals.granted,
    grantedMicros: granted ?? 0n,
    terms: parsed
      .map(({ name, credits, micros }) => ({ name, credits: credits ?? '0', micros: micros ?? 0n }))
      .filter(({ name, micros }) => name !== 'pending' || micros !== 0n),
    differenceMicros: granted === undefined || unread ? undefined : granted - sum,
  };
}
