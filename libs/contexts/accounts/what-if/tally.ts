import { formatCredits, Timestamp } from '@ledgerline/kernel';

/** What requests for one action in one tier came to, as it was and as it would have been. */
export interface WhatIfLine {
  readonly action: string;
  readonly tier: string;
  readonly requests: number;
  readonly before: Came;
  readonly after: Came;
  readonly newlyRefused: number;
  readonly newlyAllowed: number;
  /** Allowed both times, and charged otherwise. */
  readonly chargedOtherwise: number;
}

/** Credits as decimal texts. */
export interface Came {
  readonly allowed: number;
  readonly refused: number;
  readonly credits: string;
  /** How often each refusal came. */
  readonly reasons: Readonly<Record<string, number>>;
}

export interface WhatIfExample {
  readonly change: 'newly-refused' | 'newly-allowed' | 'charged-otherwise';
  readonly accountId: string;
  readonly action: string;
  readonly tier: string;
  readonly at: Timestamp;
  readonly position: string;
  readonly before: string;
  readonly after: string;
}

/** One request, compared. */
export interface Compared {
  readonly accountId: string;
  readonly action: string;
  readonly tier: string;
  readonly at: Timestamp;
  readonly position: string;
  readonly before: Outcome;
  readonly after: Outcome;
}

export interface Outcome {
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly chargedMicros: bigint;
}

export const EXAMPLES_PER_CHANGE_MAX = 5;
/** A caller may ask for anything by name; beyond so many pairs of action and tier they are counted as one. */
const LINES_MAX = 1_000;
const OTHERS = { action: '(others)', tier: '(all)' };

interface Counting {
  requests: number;
  newlyRefused: number;
  newlyAllowed: number;
  chargedOtherwise: number;
  readonly before: CountingCame;
  readonly after: CountingCame;
}

interface CountingCame {
  allowed: number;
  refused: number;
  creditsMicros: bigint;
  readonly reasons: Map<string, number>;
}

/** Adds up comparisons; its size depends on the catalog, not on how much was replayed. */
export class WhatIfTally {
  private readonly lines = new Map<string, { key: { action: string; tier: string }; counting: Counting }>();
  private readonly kept: WhatIfExample[] = [];

  add(compared: Compared): void {
    const { before, after } = compared;
    const line = this.lineOf(compared);
    line.requests += 1;
    count(line.before, before);
    count(line.after, after);
    const change = changeOf(before, after);
    if (!change) return;
    if (change === 'newly-refused') line.newlyRefused += 1;
    else if (change === 'newly-allowed') line.newlyAllowed += 1;
    else line.chargedOtherwise += 1;
    if (this.kept.filter((one) => one.change === change).length >= EXAMPLES_PER_CHANGE_MAX) return;
    const { accountId, action, tier, at, position } = compared;
    const told = { before: outcomeText(before), after: outcomeText(after) };
    this.kept.push({ change, accountId, action, tier, at, position, ...told });
  }

  get table(): readonly WhatIfLine[] {
    return [...this.lines.values()]
      .map(({ key, counting }) => ({
        ...key,
        ...counting,
        before: cameOf(counting.before),
        after: cameOf(counting.after),
      }))
      .sort((a, b) => (a.action + a.tier < b.action + b.tier ? -1 : 1));
  }

  get examples(): readonly WhatIfExample[] {
    return this.kept;
  }

  private lineOf({ action, tier }: Compared): Counting {
    const isNew = !this.lines.has(keyOf({ action, tier }));
    const key = isNew && this.lines.size >= LINES_MAX ? OTHERS : { action, tier };
    const line = this.lines.get(keyOf(key)) ?? { key, counting: noCounts() };
    this.lines.set(keyOf(key), line);
    return line.counting;
  }
}

function keyOf({ action, tier }: { action: string; tier: string }): string {
  return JSON.stringify([action, tier]);
}

function changeOf(before: Outcome, after: Outcome): WhatIfExample['change'] | undefined {
  if (before.allowed && !after.allowed) return 'newly-refused';
  if (!before.allowed && after.allowed) return 'newly-allowed';
  return before.chargedMicros === after.chargedMicros ? undefined : 'charged-otherwise';
}

function outcomeText({ allowed, reason, chargedMicros }: Outcome): string {
  return allowed ? `allowed, ${formatCredits(chargedMicros)} credits` : `refused: ${reason}`;
}

function noCounts(): Counting {
  const none = () => ({ allowed: 0, refused: 0, creditsMicros: 0n, reasons: new Map<string, number>() });
  return {
    ...{ requests: 0, newlyRefused: 0, newlyAllowed: 0, chargedOtherwise: 0 },
    ...{ before: none(), after: none() },
  };
}

function count(came: CountingCame, { allowed, reason, chargedMicros }: Outcome): void {
  if (allowed) came.allowed += 1;
  else came.refused += 1;
  came.creditsMicros += chargedMicros;
  if (!allowed && reason !== null) came.reasons.set(reason, (came.reasons.get(reason) ?? 0) + 1);
}

function cameOf({ allowed, refused, creditsMicros, reasons }: CountingCame): Came {
  return { allowed, refused, credits: formatCredits(creditsMicros), reasons: Object.fromEntries(reasons) };
}
