import type { LimitValues } from './limit-values';

/** An amount of money: decimal text and ISO 4217. */
export interface MoneyEntry {
  readonly amount: string;
  readonly currency: string;
}

/** What is sold per period: the tier it puts an account in, and the limits it sets itself. */
export interface PlanEntry {
  readonly name: string;
  readonly description: string;
  readonly tier: string;
  /** Values of its own for limits, before its tier's: seats, storage, calls in a period. */
  readonly values?: LimitValues;
  readonly monthly?: PlanTerms;
  readonly yearly?: PlanTerms;
}

export interface PlanTerms {
  readonly price: MoneyEntry;
  readonly trialDays: number;
  /** Credits granted every month, a yearly plan's too. */
  readonly creditsPerMonth: string;
  /** Unspent credits of a period that the next one keeps, at most; "0" keeps none, null all. */
  readonly rolloverCap: string | null;
  /** Unused credits when the subscription ends; `keep`: they lapse at their own time. Left out: `void`. */
  readonly unusedAtEnd?: 'void' | 'keep';
  /** What usage beyond the included quantity costs per unit, by limit. */
  readonly usage?: readonly UsagePrice[];
}

export interface UsagePrice {
  readonly limit: string;
  readonly included: number;
  readonly unitPrice: MoneyEntry;
}

/** Credits sold at once. */
export interface PackageEntry {
  readonly name: string;
  readonly description: string;
  readonly credits: string;
  readonly price: MoneyEntry;
  /** Null: they never lapse. */
  readonly expiresAfterDays: number | null;
}

/** What an amount of the buyer's own choice costs: so many credits for so much, one entry per currency. */
export interface CreditPrice {
  /** Of the price list: `usd`. */
  readonly name: string;
  readonly credits: string;
  readonly price: MoneyEntry;
}

export interface TaxRate {
  readonly name: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly percent: string;
  /** Whether the catalog's prices contain it. */
  readonly inclusive: boolean;
}

export interface ReferralRule {
  readonly attributionDays: number;
  readonly expiryDays: number;
  readonly vestingDays: number;
  readonly reward:
    | ({ readonly kind: 'fixed' } & MoneyEntry)
    | { readonly kind: 'percent'; readonly percent: string }
    | { readonly kind: 'credits'; readonly referrer: string; readonly referee: string };
  readonly minimumPayout: MoneyEntry;
  readonly rewardsPerDayMax: number;
}

/** What a model costs us, in US dollars per million tokens; per unit where it is not priced by tokens. */
export interface ProviderRate {
  /** The model's name. */
  readonly name: string;
  readonly inputPerMillion: string;
  readonly outputPerMillion: string;
  readonly perUnit: string;
}

export interface ProviderBudget {
  readonly name: string;
  readonly amount: string;
  readonly currency: string;
  readonly from: string;
  readonly until: string;
}
