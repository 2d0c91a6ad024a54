import { LimitKindName } from '@ledgerline/kernel';

/**
 * A catalog version as people write and read it: plain JSON, credits as decimal strings. It stands whole in
 * its event, so that any decision ever taken can be explained from the log alone.
 */
export interface CatalogDocument {
  /** What happens to an action the catalog does not name: allowed, unlimited and unpriced, or refused. */
  readonly unknownActions: 'allow' | 'refuse';
  readonly tiers: readonly TierEntry[];
  readonly limits: readonly LimitEntry[];
  readonly actions: readonly ActionEntry[];
}

export interface TierEntry {
  readonly name: string;
  /** Credits granted once, when an account opens in this tier. */
  readonly trialGrant: string;
  /** Credits the first command of a UTC day finds; they lapse at the next midnight. "0" is none. */
  readonly dailyRefill: string;
}

export interface LimitEntry {
  readonly name: string;
  /** Completes the sentence "you've used 10 of 10 …", e.g. "prompts today". */
  readonly description: string;
  readonly kind: LimitKindName;
  /** What one generation adds: its quantity, or its input and output tokens. */
  readonly measure: 'count' | 'tokens';
  /** Per tier; -1 is unlimited. A tier without a value has 0 in `free` and -1 elsewhere. */
  readonly values: Readonly<Record<string, number>>;
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
    };

export interface TokenPrice {
  readonly inputPerMillion: string;
  readonly outputPerMillion: string;
}
