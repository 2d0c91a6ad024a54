import { parseMicros } from './credits';

const SELDOM: ReadonlySet<string> = new Set(['voided', 'pending']);

export interface ProofTerm {
  readonly name: string;
  readonly credits: string;
  readonly micros: bigint;
}

export interface Proof {
  readonly granted: string;
  /** Drawn below zero beside what was granted; null where nothing is owed. */
  readonly overdrawn: string | null;
  /** Spent of purchases whose money went back: beside the sum, no part of it; null where nothing is. */
  readonly owed: string | null;
  readonly grantedMicros: bigint;
  readonly terms: readonly ProofTerm[];
  /** Granted less the sum of the terms: zero when the books balance, undefined when a figure is missing. */
  readonly differenceMicros: bigint | undefined;
}

type Figures = Readonly<Record<'granted' | 'available' | 'held' | 'spent' | 'expired', string>> & {
  readonly voided?: string;
  readonly overdrawn?: string;
  readonly owed?: string;
  readonly pending?: string;
};

/** granted + overdrawn = available + held + spent + expired (+ voided, + pending), to the micro. */
export function proveTotals(totals: Figures): Proof {
  const names = ['available', 'held', 'spent', 'expired', 'voided', 'pending'] as const;
  const parsed = names.map((name) => ({ name, credits: totals[name], micros: parseMicros(totals[name]) }));
  const granted = parseMicros(totals.granted);
  const overdrawn = parseMicros(totals.overdrawn ?? '0');
  const unread =
    overdrawn === undefined ||
    parsed.some(({ credits, micros }) => credits !== undefined && micros === undefined);
  const sum = parsed.reduce((total, { micros = 0n }) => total + micros, 0n);
  return {
    granted: totals.granted,
    overdrawn: overdrawn ? (totals.overdrawn ?? null) : null,
    owed: parseMicros(totals.owed ?? '0') === 0n ? null : (totals.owed ?? null),
    grantedMicros: granted ?? 0n,
    terms: parsed
      .map(({ name, credits, micros }) => ({ name, credits: credits ?? '0', micros: micros ?? 0n }))
      .filter(({ name, micros }) => !SELDOM.has(name) || micros !== 0n),
    differenceMicros: granted === undefined || unread ? undefined : granted + overdrawn - sum,
  };
}
