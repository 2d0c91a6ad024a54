import { LimitKindName } from '@ledgerline/kernel';
import { LimitValues } from './limit-values';
import {
  CreditPrice,
  PackageEntry,
  PlanEntry,
  ProviderBudget,
  ProviderRate,
  ReferralRule,
  TaxRate,
} from './money-entries';

export type * from './limit-values';
export type * from './money-entries';

/**
 * A catalog version as people write and read it: plain JSON, credits and money as decimal strings. It stands
 * whole in its event, so that any decision ever taken can be explained from the log alone. A section that is
 * left out is empty.
 */
export interface CatalogDocument {
  /** What happens to an action the catalog does not name: allowed, unlimited and unpriced, or refused. */
  readonly unknownActions: 'allow' | 'refuse';
  readonly tiers: readonly TierEntry[];
  readonly limits: readonly LimitEntry[];
  readonly actions: readonly ActionEntry[];
  readonly plans?: readonly PlanEntry[];
  readonly packages?: readonly PackageEntry[];
  /** Left out: credits are sold in packages only. */
  readonly creditPrices?: readonly CreditPrice[];
  readonly taxRates?: readonly TaxRate[];
  readonly referral?: ReferralRule | null;
  /** What models cost us: where a caller tells no cost of a generation, it is computed from these. */
  readonly providerRates?: readonly ProviderRate[];
  readonly providerBudgets?: readonly ProviderBudget[];
}

export interface TierEntry {
  readonly name: string;
  /** Credits granted once, when an account opens in this tier. */
  readonly trialGrant: string;
  /** Credits the first command of a UTC day finds; they lapse at the next midnight. "0" is none. */
  readonly dailyRefill: string;
  /** How far below zero an account may go: "none" (where left out), so many credits, or "unlimited". */
  readonly overdraft?: string;
  /** At or below so many available credits the account ran low, which is recorded. Left out: never. */
  readonly lowCredits?: string;
}

/** What a limit adds up; each but `tokens` and `count` is measured in millionths of its unit. */
export type LimitMeasure = 'count' | 'tokens' | 'credits' | 'cost';

export interface LimitEntry {
  readonly name: string;
  /** Completes the sentence "you've used 10 of 10 …", e.g. "prompts today". */
  readonly description: string;
  readonly kind: LimitKindName;
  /** How long a `rolling` limit looks back; a multiple of 60, up to 366 days. */
  readonly durationSeconds?: number;
  /** What one generation adds: its quantity, its tokens, the credits it costs, or what it costs us. */
  readonly measure: LimitMeasure;
  /** Per tier. A tier without a value has 0 in `free` and -1 elsewhere; one that is not named here, 0. */
  readonly values: LimitValues;
  /** Per tier, what each member of the account may take of it; a tier without a value sets none. */
  readonly memberValues?: LimitValues;
  /** A soft limit lets everything pass and records that it was reached. Left out: hard. */
  readonly enforcement?: 'hard' | 'soft';
  /** Where it is worth a fact that so much is used or held: "80%", or an amount of its own measure. */
  readonly thresholds?: readonly string[];
  /** An inactive limit counts and is never enforced. */
  readonly active: boolean;
}

export interface ActionEntry {
  readonly name: string;
  readonly description: string;
  readonly price: PriceEntry;
  /** Names of the limits a generation of this action consumes, checked together. */
  readonly limits: readonly string[];
  /** Recorded where the caller names none: the model of a prompt, the format of an export. */
  readonly defaultSubtype?: string;
}

export type PriceEntry =
  | { readonly kind: 'free' }
  /** Credits per unit of quantity. */
  | { readonly kind: 'flat'; readonly credits: string }
  /** Credits per million tokens, by model; the fallback prices every other model, null prices none. */
  | {
      readonly kind: 'tokens';
      readonly models: Readonly<Record<string, TokenPrice>>;
      readonly fallback: TokenPrice | null;
      /** Held at most where the caller tells no estimate; left out: then nothing may start unbounded. */
      readonly bound?: { readonly inputTokens: number; readonly outputTokens: number };
    };

export interface TokenPrice {
  readonly inputPerMillion: string;
  readonly outputPerMillion: string;
}
