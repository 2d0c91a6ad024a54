import type {
  ActionEntry,
  CatalogDocument,
  LimitEntry,
  LimitMeasure,
  PolicyEnvironment,
  TierEntry,
} from '@ledgerline/contexts/catalog';

/** A catalog as it is written, and what the environment says beside it: read anew for each question. */
export interface ModelPolicy {
  /** What tells it from others, in a report. */
  readonly name: string;
  readonly document: CatalogDocument;
  readonly environment: PolicyEnvironment;
}

/** What a request asks for, or a job used. */
export interface Asked {
  readonly quantity: number;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

export interface ModelPrice {
  readonly perUnit: bigint;
  readonly perMillionInput: bigint;
  readonly perMillionOutput: bigint;
}

const FREE: ModelPrice = { perUnit: 0n, perMillionInput: 0n, perMillionOutput: 0n };
export const NO_BOUND = -1n;

/** The figures of these catalogs have few digits: a float rounds them without loss. */
export function micros(figure: number | string): bigint {
  return BigInt(Math.round(Number(figure) * 1_000_000));
}

export function tierOf({ document }: ModelPolicy, name: string): TierEntry | undefined {
  return document.tiers.find((tier) => tier.name === name);
}

export function actionOf({ document }: ModelPolicy, name: string): ActionEntry | undefined {
  return document.actions.find((action) => action.name === name);
}

export function limitOf({ document }: ModelPolicy, name: string): LimitEntry | undefined {
  return document.limits.find((limit) => limit.name === name);
}

/** Undefined: the catalog prices no such model. */
export function priceOf(
  { environment }: ModelPolicy,
  action: ActionEntry | undefined,
  model: string | null,
): ModelPrice | undefined {
  if (!action || !environment.creditsEnabled) return FREE;
  const own = environment.costs.get(action.name);
  if (own !== undefined) return { ...FREE, perUnit: micros(own) };
  if (action.price.kind === 'free') return FREE;
  if (action.price.kind === 'flat') return { ...FREE, perUnit: micros(action.price.credits) };
  const found = (model === null ? undefined : action.price.models[model]) ?? action.price.fallback;
  if (!found) return undefined;
  const { inputPerMillion, outputPerMillion } = found;
  return { ...FREE, perMillionInput: micros(inputPerMillion), perMillionOutput: micros(outputPerMillion) };
}

export function costOf({ perUnit, perMillionInput, perMillionOutput }: ModelPrice, asked: Asked): bigint {
  const tokens =
    perMillionInput * BigInt(asked.inputTokens ?? 0) + perMillionOutput * BigInt(asked.outputTokens ?? 0);
  return perUnit * BigInt(asked.quantity) + up(tokens);
}

/** What it costs us, in millionths of a dollar; null: nobody knows. */
export function ownCostOf({ document }: ModelPolicy, model: string | null, asked: Asked): bigint | null {
  const rate = (document.providerRates ?? []).find(({ name }) => name === model);
  if (!rate) return null;
  const price = {
    perUnit: micros(rate.perUnit),
    perMillionInput: micros(rate.inputPerMillion),
    perMillionOutput: micros(rate.outputPerMillion),
  };
  const isTold = (tokens: number | null, each: bigint) => tokens !== null || each === 0n;
  if (!isTold(asked.inputTokens, price.perMillionInput)) return null;
  return isTold(asked.outputTokens, price.perMillionOutput) ? costOf(price, asked) : null;
}

function up(millionths: bigint): bigint {
  return millionths % 1_000_000n === 0n ? millionths / 1_000_000n : millionths / 1_000_000n + 1n;
}

export function unitsOf(
  measure: LimitMeasure,
  asked: Asked,
  { credits, ownCost }: { credits: bigint; ownCost: bigint },
): bigint {
  if (measure === 'count') return BigInt(asked.quantity);
  if (measure === 'tokens') return BigInt(asked.inputTokens ?? 0) + BigInt(asked.outputTokens ?? 0);
  return measure === 'credits' ? credits : ownCost;
}

/** A value or threshold as it is written, in units of the limit's measure. */
export function asUnits(measure: LimitMeasure, written: number | string): bigint {
  if (Number(written) === -1) return NO_BOUND;
  return measure === 'count' || measure === 'tokens' ? BigInt(written) : micros(written);
}

/** Environment, else plan, else tier; a tier that says nothing: none in free, no bound elsewhere. */
export function valueOf(
  { document, environment }: ModelPolicy,
  { name, measure, values }: LimitEntry,
  holder: { readonly tier: string; readonly plan: string | null },
): { readonly value: bigint; readonly source: string } {
  const fromEnvironment = environment.limitValues.get(name)?.get(holder.tier);
  if (fromEnvironment !== undefined) {
    return { value: asUnits(measure, fromEnvironment), source: 'environment' };
  }
  const own = (document.plans ?? []).find((plan) => plan.name === holder.plan)?.values?.[name];
  if (own !== undefined) return { value: asUnits(measure, own), source: 'plan' };
  const isBounded = holder.tier === 'free' || !document.tiers.some(({ name: tier }) => tier === holder.tier);
  const value = values[holder.tier] ?? (isBounded ? 0 : -1);
  return { value: asUnits(measure, value), source: 'tier' };
}
