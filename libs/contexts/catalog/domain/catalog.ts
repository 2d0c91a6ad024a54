import { invariant, LimitKind, limitKinds, parseCredits, UNLIMITED } from '@ledgerline/kernel';
import { ActionEntry, CatalogDocument, LimitEntry, PriceEntry, TierEntry } from './catalog-document';
import { Price } from './price';

/** A catalog version ready to decide with. */
export interface Catalog {
  readonly version: number;
  readonly document: CatalogDocument;
  readonly limits: readonly CatalogLimit[];
  tier(name: string): CatalogTier | undefined;
  action(name: string): CatalogAction | undefined;
}

export interface CatalogTier {
  readonly name: string;
  readonly trialGrantMicros: bigint;
  readonly dailyRefillMicros: bigint;
}

export interface CatalogLimit {
  readonly name: string;
  readonly description: string;
  readonly kind: LimitKind;
  readonly measure: LimitEntry['measure'];
  readonly active: boolean;
  /** The limit's value for a tier; {@link UNLIMITED} is -1. */
  valueFor(tier: string): bigint;
}

export interface CatalogAction {
  readonly name: string;
  readonly defaultSubtype: string | null;
  readonly limits: readonly CatalogLimit[];
  /** The price of a model; undefined where the catalog prices no such model. */
  priceFor(model: string | null): Price | undefined;
  readonly pricedByTokens: boolean;
}

export const FREE_OF_CHARGE: Price = {
  kind: 'free',
  flatMicros: 0n,
  inputMicrosPerMillion: 0n,
  outputMicrosPerMillion: 0n,
};

/** Compiles a validated document; what is wrong with an unvalidated one is `catalogErrors`' to say. */
export function compileCatalog(version: number, document: CatalogDocument): Catalog {
  const tiers = new Map(document.tiers.map((entry) => [entry.name, compileTier(entry)]));
  const limits = document.limits.map(compileLimit);
  const limitsByName = new Map(limits.map((limit) => [limit.name, limit]));
  const actions = new Map(document.actions.map((entry) => [entry.name, compileAction(entry, limitsByName)]));
  return {
    version,
    document,
    limits,
    tier: (name) => tiers.get(name),
    action: (name) => actions.get(name),
  };
}

function compileTier(entry: TierEntry): CatalogTier {
  return {
    name: entry.name,
    trialGrantMicros: microsOf(entry.trialGrant),
    dailyRefillMicros: microsOf(entry.dailyRefill),
  };
}

function compileLimit(entry: LimitEntry): CatalogLimit {
  const values = new Map(Object.entries(entry.values).map(([tier, value]) => [tier, BigInt(value)]));
  return {
    name: entry.name,
    description: entry.description,
    kind: limitKinds[entry.kind],
    measure: entry.measure,
    active: entry.active,
    valueFor: (tier) => values.get(tier) ?? (tier === 'free' ? 0n : UNLIMITED),
  };
}

function compileAction(entry: ActionEntry, limits: ReadonlyMap<string, CatalogLimit>): CatalogAction {
  return {
    name: entry.name,
    defaultSubtype: entry.defaultSubtype ?? null,
    limits: entry.limits.map((name) => {
      const limit = limits.get(name);
      invariant(limit, `action ${entry.name} consumes only limits of its catalog`);
      return limit;
    }),
    priceFor: priceFinder(entry.price),
    pricedByTokens: entry.price.kind === 'tokens',
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

function microsOf(credits: string): bigint {
  const micros = parseCredits(credits);
  invariant(micros !== undefined && micros >= 0n, `catalog credits are decimal strings, not ${credits}`);
  return micros;
}
