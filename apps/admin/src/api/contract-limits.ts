import type { Credits, Instant, Units } from './contract-values';

/* What the API answers of limits, as far as the page reads it. */

export interface Limit {
  readonly name: string;
  /** Whose own part of the limit; null: the account's as a whole. */
  readonly member: string | null;
  readonly description: string;
  readonly kind: string;
  /** The window of a request made now. */
  readonly window: string;
  readonly measure: 'count' | 'tokens' | 'credits' | 'cost';
  readonly used: Units;
  readonly held: Units;
  /** Null is unlimited. */
  readonly limit: Units | null;
  readonly remaining: Units | null;
  readonly allowed: boolean;
  readonly resetAt: Instant | null;
  readonly source: 'override' | 'environment' | 'plan' | 'tier';
  readonly enforced: boolean;
  /** How far it is used, as a sentence. */
  readonly says: string;
  /** When there is room again, as a sentence; empty where nothing has to be waited for. */
  readonly wait: string;
}

export interface AccountLimits {
  readonly accountId: string;
  readonly tier: string;
  readonly plan: string | null;
  readonly member: string | null;
  readonly status: string;
  readonly enforced: boolean;
  readonly limits: readonly Limit[];
  readonly actions: readonly {
    readonly action: string;
    readonly allowed: boolean;
    readonly reason: string | null;
    /** The reason as a sentence. */
    readonly why: string | null;
  }[];
  readonly position: string;
}

export interface Override {
  readonly accountId: string;
  readonly limit: string;
  readonly member: string | null;
  readonly value: Units | null;
  readonly until: Instant | null;
  readonly reason: string;
  readonly setBy: string | null;
  readonly setAt: Instant;
  readonly state: 'in-force' | 'ended' | 'replaced' | 'removed';
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  readonly endReason: string | null;
  readonly position: string;
}

export interface Crossing {
  readonly accountId: string;
  readonly at: Instant;
  readonly what: string;
  readonly limit: string | null;
  readonly member: string | null;
  readonly window: string | null;
  readonly threshold: string | null;
  readonly line: Units;
  readonly used: Units | null;
  readonly held: Units | null;
  readonly value: Units | null;
  readonly available: Credits | null;
  readonly command: string | null;
  readonly position: string;
}
