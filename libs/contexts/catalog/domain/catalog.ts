import { invariant, LimitKind, limitKinds, parseCredits, UNLIMITED } from '@ledgerline/kernel';
import {
  ActionEntry,
  CatalogDocument,
  LimitEntry,
  LimitMeasure,
  LimitValueEntry,
  PlanEntry,
  PriceEntry,
  TierEntry,
} from './catalog-document';
import { NO_ENVIRONMENT, PolicyEnvironment } from './policy-environment';
import { costMicros, isPriceable, Price, PricedUsage, TokenBound } from './price';

/** A catalog version ready to decide with, this process's environment folded in. */
export interface Catalog {
  readonly version: number;
  readonly document: CatalogDocument;
  readonly environment: PolicyEnvironment;
  readonly limits: readonly CatalogLimit[];
  limit(name: string): CatalogLimit | undefined;
  tier(name: string): CatalogTier | undefined;
  plan(name: string): PlanEntry | undefined;
  action(name: string): CatalogAction | undefined;
  /**
   * What a generation costs us, in millionths of a US dollar; null where the model has no rate, or one that
   * asks for tokens which nobody told.
   */
  providerCost(model: string | null, usage: PricedUsage): bigint | null;
}

export interface CatalogTier {
  readonly name: string;
  readonly trialGrantMicros: bigint;
  readonly dailyRefillMicros: bigint;
  /** How far below zero; {@link UNLIMITED} is -1. */
  readonly overdraftMicros: bigint;
  /** At or below, the account ran low; null: never. */
  readonly lowCreditsMicros: bigint | null;
}

/** What a value is looked up by. */
export interface LimitHolder {
  readonly tier: string;
  readonly plan: string | null;
}

/** A limit's value, in units of its measure, and which setting it comes from; {@link UNLIMITED} is -1. */
export interface LimitValue {
  readonly value: bigint;
  readonly source: 'environment' | 'plan' | 'tier';
}

export interface CatalogLimit {
  readonly name: string;
  readonly description: string;
  readonly kind: LimitKind;
  readonly durationSeconds: number | null;
  readonly measure: LimitMeasure;
  readonly active: boolean;
  /** Whether reaching it refuses: active, hard, and not switched off by the environment. */
  readonly enforced: boolean;
  readonly thresholds: readonly string[];
  /** Environment, else the plan's own value, else its tier's. */
  valueFor(holder: LimitHolder): LimitValue;
  /** What each member may take of it; undefined: members have no limit of their own. */
  memberValueFor(holder: LimitHolder): bigint | undefined;
}

export interface CatalogAction {
  readonly name: string;
  readonly defaultSubtype: string | null;
  readonly limits: readonly CatalogLimit[];
  /** The price of a model; undefined where the catalog prices no such model. */
  priceFor(model: string | null): Price | undefined;
  readonly pricedByTokens: boolean;
  /** What is held at most where the caller tells no estimate. */
  readonly bound: TokenBound | null;
}

export const FREE_OF_CHARGE: Price = {
  kind: 'free',
  flatMicros: 0n,
  inputMicrosPerMillion: 0n,
  outputMicrosPerMillion: 0n,
};

/** Compiles a validated document; what is wrong with an unvalidated one is `catalogErrors`' to say. */
export function compileCatalog(
  version: number,
  document: CatalogDocument,
  environment: PolicyEnvironment = NO_ENVIRONMENT,
): Catalog {
  const tiers = new Map(document.tiers.map((entry) => [entry.name, compileTier(entry, environment)]));
  const plans = new Map((document.plans ?? []).map((entry) => [entry.name, entry]));
  const limits = document.limits.map((entry) => compileLimit(entry, { plans, tiers, environment }));
  const limitsByName = new Map(limits.map((limit) => [limit.name, limit]));
  const actions = new Map(
    document.actions.map((entry) => [entry.name, compileAction(entry, limitsByName, environment)]),
  );
  return {
    version,
    document,
    environment,
    limits,
    limit: (name) => limitsByName.get(name),
    tier: (name) => tiers.get(name),
    plan: (name) => plans.get(name),
    action: (name) => actions.get(name),
    providerCost: providerCosts(document),
  };
}

function compileTier(entry: TierEntry, { creditsEnabled, dailyRefills }: PolicyEnvironment): CatalogTier {
  const refill = dailyRefills.get(entry.name) ?? microsOf(entry.dailyRefill);
  const low = entry.lowCredits === undefined ? null : microsOf(entry.lowCredits);
  return {
    name: entry.name,
    trialGrantMicros: creditsEnabled ? microsOf(entry.trialGrant) : 0n,
    dailyRefillMicros: creditsEnabled ? refill : 0n,
    overdraftMicros: overdraftOf(entry.overdraft ?? 'none'),
    lowCreditsMicros: creditsEnabled ? low : null,
  };
}

function overdraftOf(entry: string): bigint {
  if (entry === 'none') return 0n;
  return entry === 'unlimited' ? UNLIMITED : microsOf(entry);
}

function compileLimit(
  entry: LimitEntry,
  {
    plans,
    tiers,
    environment,
  }: {
    plans: ReadonlyMap<string, PlanEntry>;
    tiers: ReadonlyMap<string, CatalogTier>;
    environment: PolicyEnvironment;
  },
): CatalogLimit {
  const valueOf = (value: LimitValueEntry) => limitUnits(entry.measure, value);
  const values = valuesOf(entry.values, valueOf);
  // A tier that the catalog no longer names gives nothing: who is left in it is not unbounded.
  const unvalued = (tier: string) => (tier === 'free' || !tiers.has(tier) ? 0n : UNLIMITED);
  const memberValues = valuesOf(entry.memberValues ?? {}, valueOf);
  const ownByPlan = new Map(
    [...plans.values()].flatMap(({ name, values: own = {} }) =>
      Object.hasOwn(own, entry.name) ? [[name, valueOf(own[entry.name]!)] as const] : [],
    ),
  );
  return {
    name: entry.name,
    description: entry.description,
    kind: limitKinds[entry.kind],
    durationSeconds: entry.durationSeconds ?? null,
    measure: entry.measure,
    active: entry.active,
    enforced: entry.active && (entry.enforcement ?? 'hard') === 'hard' && environment.limitsEnforced,
    thresholds: entry.thresholds ?? [],
    valueFor: ({ tier, plan }) => {
      const fromEnvironment = environment.limitValues.get(entry.name)?.get(tier);
      if (fromEnvironment !== undefined) return { value: valueOf(fromEnvironment), source: 'environment' };
      const own = plan === null ? undefined : ownByPlan.get(plan);
      if (own !== undefined) return { value: own, source: 'plan' };
      return { value: values.get(tier) ?? unvalued(tier), source: 'tier' };
    },
    memberValueFor: ({ tier }) => memberValues.get(tier),
  };
}

function valuesOf(
  entries: Readonly<Record<string, LimitValueEntry>>,
  valueOf: (entry: LimitValueEntry) => bigint,
): ReadonlyMap<string, bigint> {
  return new Map(Object.entries(entries).map(([name, value]) => [name, valueOf(value)]));
}

/** A value as written to one in units: whole for counts and tokens, millionths for credits and cost. */
export function limitUnits(measure: LimitMeasure, value: LimitValueEntry): bigint {
  if (value === -1 || value === '-1') return UNLIMITED;
  return measure === 'count' || measure === 'tokens' ? BigInt(value) : microsOf(String(value));
}

function compileAction(
  entry: ActionEntry,
  limits: ReadonlyMap<string, CatalogLimit>,
  { trackingEnabled, creditsEnabled, costs }: PolicyEnvironment,
): CatalogAction {
  const consumed = entry.limits.map((name) => {
    const limit = limits.get(name);
    invariant(limit, `action ${entry.name} consumes only limits of its catalog`);
    return limit;
  });
  const cost = costs.get(entry.name);
  const price: PriceEntry = cost === undefined ? entry.price : { kind: 'flat', credits: cost };
  const byTokens = price.kind === 'tokens';
  return {
    name: entry.name,
    defaultSubtype: entry.defaultSubtype ?? null,
    limits: trackingEnabled ? consumed : [],
    priceFor: priceFinder(creditsEnabled ? price : { kind: 'free' }),
    pricedByTokens: creditsEnabled && byTokens,
    bound: (byTokens && price.bound) || null,
  };
}

function priceFinder(entry: PriceEntry): CatalogAction['priceFor'] {
  if (entry.kind === 'free') return () => FREE_OF_CHARGE;
  if (entry.kind === 'flat') {
    const flat: Price = { ...FREE_OF_CHARGE, kind: 'flat', flatMicros: microsOf(entry.credits) };
    return () => flat;
  }
  const models = new Map(Object.entries(entry.models).map(([model, price]) => [model, tokenPrice(price)]));
  const fallback = entry.fallback ? tokenPrice(entry.fallback) : undefined;
  return (model) => (model === null ? fallback : (models.get(model) ?? fallback));
}

function tokenPrice(price: { inputPerMillion: string; outputPerMillion: string }): Price {
  return {
    kind: 'tokens',
    flatMicros: 0n,
    inputMicrosPerMillion: microsOf(price.inputPerMillion),
    outputMicrosPerMillion: microsOf(price.outputPerMillion),
  };
}

/** Tokens and units at their rates: one exact sum, rounded up once, as prices are. */
function providerCosts({ providerRates = [] }: CatalogDocument): Catalog['providerCost'] {
  const rates = new Map(
    providerRates.map((rate) => [rate.name, { tokens: tokenPrice(rate), perUnit: microsOf(rate.perUnit) }]),
  );
  return (model, usage) => {
    const rate = model === null ? undefined : rates.get(model);
    if (!rate || !isPriceable(rate.tokens, usage)) return null;
    return costMicros(rate.tokens, usage) + rate.perUnit * BigInt(usage.quantity);
  };
}

function microsOf(text: string): bigint {
  const micros = parseCredits(text);
  invariant(micros !== undefined && micros >= 0n, `catalog figures are decimal strings, not ${text}`);
  return micros;
}
