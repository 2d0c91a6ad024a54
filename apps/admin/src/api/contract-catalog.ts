import type { Credits, Instant } from './contract-values';

/* The catalog as the API has it, as far as the page edits it; the rest of a document passes untouched. */

export interface CatalogDocument {
  readonly tiers: readonly TierEntry[];
  readonly limits: readonly LimitEntry[];
  readonly actions: readonly ActionEntry[];
  /** Plans, packages, tax and whatever else a catalog holds: edited as JSON only. */
  readonly [section: string]: unknown;
}

export interface TierEntry {
  readonly name: string;
  readonly trialGrant: Credits;
  readonly dailyRefill: Credits;
  readonly overdraft?: string;
  readonly lowCredits?: Credits;
}

export interface LimitEntry {
  readonly name: string;
  readonly description: string;
  readonly kind: string;
  readonly durationSeconds?: number;
  readonly measure: string;
  readonly values: LimitValues;
  readonly memberValues?: LimitValues;
  readonly enforcement?: 'hard' | 'soft';
  readonly thresholds?: readonly string[];
  readonly active: boolean;
}

/** By tier; -1 is unlimited. */
export type LimitValues = Readonly<Record<string, number | string>>;

export interface ActionEntry {
  readonly name: string;
  readonly description: string;
  readonly price: PriceEntry;
  readonly limits: readonly string[];
  readonly defaultSubtype?: string;
}

export type PriceEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'flat'; readonly credits: Credits }
  | {
      readonly kind: 'tokens';
      readonly models: Readonly<Record<string, TokenPrice>>;
      readonly fallback: TokenPrice | null;
      readonly bound?: { readonly inputTokens: number; readonly outputTokens: number };
    };

export interface TokenPrice {
  readonly inputPerMillion: Credits;
  readonly outputPerMillion: Credits;
}

export interface Catalog {
  readonly version: number;
  readonly document: CatalogDocument;
}

/** Who published it, when and why. */
export interface CatalogVersion {
  readonly version: number;
  readonly author: string;
  readonly reason: string;
  readonly publishedAt: Instant;
}

export interface CatalogChange {
  /** Where, entries by their names: `limits[images_daily].values.free`. */
  readonly field: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface CatalogDiff {
  readonly from: number;
  readonly changes: readonly CatalogChange[];
}

export interface WhatIfReport {
  readonly since: Instant;
  readonly complete: boolean;
  readonly accounts: number;
  readonly leftOut: number;
  readonly events: number;
  readonly totals: WhatIfChanges & {
    readonly refusedBefore: number;
    readonly refusedAfter: number;
    readonly creditsBefore: Credits;
    readonly creditsAfter: Credits;
  };
  readonly lines: readonly WhatIfLine[];
  readonly examples: readonly {
    readonly change: 'newly-refused' | 'newly-allowed' | 'charged-otherwise';
    readonly accountId: string;
    readonly action: string;
    readonly tier: string;
    readonly at: Instant;
    readonly position: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly cannotKnow: readonly string[];
  readonly position: string | null;
}

interface WhatIfChanges {
  readonly requests: number;
  readonly newlyRefused: number;
  readonly newlyAllowed: number;
  readonly chargedOtherwise: number;
}

export interface WhatIfLine extends WhatIfChanges {
  readonly action: string;
  readonly tier: string;
  readonly before: WhatIfOutcome;
  readonly after: WhatIfOutcome;
}

export interface WhatIfOutcome {
  readonly allowed: number;
  readonly refused: number;
  readonly credits: Credits;
  readonly reasons: Readonly<Record<string, number>>;
}
