/** What the API answers, as far as the page reads it. Credits are decimal strings, times RFC 3339 in UTC. */

import type { Credits, Instant } from './contract-values';

export type * from './contract-catalog';
export type * from './contract-explain';
export type * from './contract-limits';
export type * from './contract-money';
export type * from './contract-parties';
export type * from './contract-referrals';
export type * from './contract-values';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
  /** Null before the first event. */
  readonly position: string | null;
}

export interface Session {
  readonly name: string;
  readonly role: 'service' | 'finance' | 'admin';
}

export interface HaltedReadModel {
  readonly readModel: string;
  readonly position: string;
  readonly error: string;
}

export interface Dashboard {
  /** Null before the first event. */
  readonly position: string | null;
  /** Read models that stand at an event they cannot fold; their figures are those of before it. */
  readonly halted: readonly HaltedReadModel[];
  readonly cards: {
    readonly accounts: number;
    readonly openAccounts: number;
    readonly generationsToday: number;
    readonly creditsSpentToday: Credits;
    readonly creditsSpentTotal: Credits;
    readonly refusedToday: number;
    readonly openHolds: number;
    readonly projectionLagEvents: number;
    readonly projectionLagSeconds: number;
  };
  readonly usagePerDay: readonly UsageOfDay[];
  readonly topAccounts: readonly TopAccount[];
  readonly errorRates: readonly ErrorRate[];
  readonly refusals: readonly { readonly reason: string; readonly count: number }[];
  /** Asked for though the catalog in force does not name them. */
  readonly unknownActions: readonly { readonly action: string; readonly requests: number }[];
  readonly totals: LedgerTotals;
}

export interface UsageOfDay {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly action: string;
  readonly generations: number;
  readonly credits: Credits;
  readonly refused: number;
}

export interface TopAccount {
  readonly accountId: string;
  readonly generations: number;
  readonly credits: Credits;
  readonly lastUsedAt: Instant | null;
}

export interface ErrorRate {
  readonly action: string;
  readonly subtype: string | null;
  readonly total: number;
  readonly failed: number;
  readonly ratePercent: number | string;
  readonly meanMs: number | null;
}

export interface LedgerTotals {
  readonly granted: Credits;
  readonly available: Credits;
  readonly held: Credits;
  readonly spent: Credits;
  readonly expired: Credits;
  /** Taken back: void lots, and adjustments downwards. */
  readonly voided: Credits;
  /** Drawn below zero and neither returned nor repaid. */
  readonly overdrawn: Credits;
  /** Spent of purchases whose money went back: beside the sum, not a part of it. */
  readonly owed: Credits;
  /** Granted, effective later. */
  readonly pending: Credits;
}

export interface AccountRow {
  readonly accountId: string;
  readonly ownerKind: string;
  readonly ownerId: string;
  readonly tier: string;
  readonly plan: string | null;
  readonly status: 'open' | 'closed';
  readonly balance: Credits;
  readonly available: Credits;
  readonly held: Credits;
  readonly pending: Credits;
  readonly lifetimeEarned: Credits;
  readonly purchased: Credits;
  readonly spent: Credits;
  readonly expired: Credits;
  readonly voided: Credits;
  readonly overdrawn: Credits;
  /** Of purchases whose money went back, what was spent. */
  readonly owed: Credits;
  /** US dollars: what this UTC month's work has cost us, as far as anybody knows. */
  readonly computeThisMonthUsd: string;
  readonly lastRefillAt: Instant | null;
  readonly lastReset: Instant | null;
  readonly nextReset: Instant | null;
  /** What the first command of this UTC day would still add; "0" when nothing is due. */
  readonly refillDue: Credits;
  /** Cost that nothing covered. */
  readonly shortfall?: Credits;
  readonly refusedTotal?: number;
  readonly openGenerations: number;
  readonly generationsTotal: number;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly lastActivityAt: Instant | null;
}

export interface Lot {
  readonly lotId: string;
  readonly creditType: string;
  readonly priority: number;
  readonly amount: Credits;
  readonly remaining: Credits;
  readonly held: Credits;
  readonly spent: Credits;
  readonly expired: Credits;
  readonly voided: Credits;
  readonly moved: Credits;
  /** Held, and taken back when it returns: its purchase was refunded. */
  readonly toTakeBack: Credits;
  /** Spent before its purchase was refunded. */
  readonly owed: Credits;
  /** What was paid for it. */
  readonly cost: { readonly amount: string; readonly currency: string } | null;
  readonly effectiveAt: Instant;
  readonly expiresAt: Instant | null;
  readonly state: 'available' | 'pending' | 'spent' | 'lapsed' | 'void';
  readonly reason: string | null;
  readonly voidReason: string | null;
  readonly reference: string | null;
  readonly grantedAt: Instant;
}

export interface StatementEntry {
  readonly entryId: string;
  readonly at: Instant;
  readonly type: string;
  readonly amount: Credits;
  readonly balanceAfter: Credits;
  readonly description: string;
  readonly reference: string | null;
  readonly generationId: string | null;
  readonly lotId: string;
  readonly action: string | null;
  readonly model: string | null;
  readonly actorUserId: string | null;
}

export type GenerationState = 'PENDING' | 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'EXPIRED';

export interface Generation {
  readonly generationId: string;
  readonly accountId: string;
  readonly actorUserId: string | null;
  readonly action: string;
  readonly subtype: string | null;
  readonly model: string | null;
  readonly promptPreview?: string | null;
  readonly state: GenerationState;
  readonly held: Credits;
  readonly charged: Credits | null;
  readonly shortfall: Credits | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly errorCode: string | null;
  readonly reason: string | null;
  readonly deadlineAt: Instant | null;
  readonly requestedAt: Instant;
  readonly resolvedAt: Instant | null;
  readonly durationMs: number | null;
  readonly late: boolean;
}

export interface Hold {
  readonly accountId: string;
  readonly generationId: string;
  readonly action: string;
  readonly held: Credits;
  readonly ageSeconds: number;
  readonly deadlineAt: Instant;
  readonly overdue: boolean;
}

export interface AuditEntry {
  readonly commandId: string;
  readonly at: Instant;
  readonly actor: string | null;
  readonly role: string | null;
  readonly command: string;
  readonly accountId: string | null;
  readonly outcome: 'accepted' | 'refused' | 'no-effect';
  readonly reason: string | null;
  readonly input: unknown;
  readonly ip?: string | null;
  readonly system?: string | null;
  readonly requestId: string | null;
  readonly position: string;
}

/** What every accepted command is answered with, and what some of them say beside it. */
export interface CommandAnswer {
  readonly outcome: 'accepted' | 'no-effect';
  readonly position: string;
  readonly returned?: { readonly credits: Credits };
  readonly version?: number;
  /** Of an invitation: what its receiver is to be given. */
  readonly link?: string;
}
