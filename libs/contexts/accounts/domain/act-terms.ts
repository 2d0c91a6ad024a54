import { refuse, Refusal } from '@ledgerline/kernel';
import {
  Catalog,
  CatalogAction,
  costMicros,
  FREE_OF_CHARGE,
  isPriceable,
  Price,
} from '@ledgerline/contexts/catalog';
import { Usage } from './account-events';
import { Demand } from './limit-demand';
import { measuredUnits } from './resolution';

/** What somebody wants to do, or has done, as the catalog asks for it. */
export interface Act {
  readonly action: string;
  readonly subtype: string | null;
  readonly model: string | null;
  readonly actorUserId: string | null;
  readonly usage: Usage;
  /** What it cost us, in millionths of a US dollar, where somebody knows better than the catalog's rates. */
  readonly virtualCostUsdMicros?: bigint | null;
}

/** What the catalog says of an act: what it costs and what it takes from the limits. */
export interface ActTerms {
  readonly kind: 'terms';
  /** Undefined: the catalog does not know the action and lets it pass, unlimited and unpriced. */
  readonly action: CatalogAction | undefined;
  readonly subtype: string | null;
  readonly price: Price;
  /** Of what is ahead with the catalog's own upper bound where the act named none. */
  readonly usage: Usage;
  readonly creditMicros: bigint;
  /** Millionths of a US dollar; null where the model has no rate. */
  readonly providerMicros: bigint | null;
  readonly demand: Demand;
}

/**
 * Looks an act up in the catalog; refuses what it cannot price or bound. The catalog's own bound stands in
 * for what nobody can know yet, not for what was done: that has figures, and whoever did it knows them.
 */
export function termsOf(act: Act, catalog: Catalog, when: 'ahead' | 'done'): ActTerms | Refusal {
  const action = catalog.action(act.action);
  if (!action && catalog.document.unknownActions === 'refuse') {
    return refuse('unknown-action', { action: act.action });
  }
  const subtype = act.subtype ?? action?.defaultSubtype ?? null;
  const model = act.model ?? subtype;
  const price = action ? action.priceFor(model) : FREE_OF_CHARGE;
  if (!price) return refuse('unpriced-model', { action: act.action, model });
  const usage = when === 'ahead' ? boundedBy(act.usage, action) : act.usage;
  const providerMicros = act.virtualCostUsdMicros ?? catalog.providerCost(model, usage);
  if (isUnbounded(price, action, { usage, providerMicros })) {
    return refuse('estimate-required', { action: act.action });
  }
  const creditMicros = costMicros(price, usage);
  const unitsOf: Demand['unitsOf'] = (measure) =>
    measuredUnits(measure, { usage, creditMicros, providerMicros });
  const demand = { actorUserId: act.actorUserId, unitsOf };
  return { kind: 'terms', action, subtype, price, usage, creditMicros, providerMicros, demand };
}

/** Where the caller tells no estimate, the catalog's own upper bound stands. */
function boundedBy(usage: Usage, action: CatalogAction | undefined): Usage {
  if (!action?.bound) return usage;
  return {
    ...usage,
    inputTokens: usage.inputTokens ?? action.bound.inputTokens,
    outputTokens: usage.outputTokens ?? action.bound.outputTokens,
  };
}

/** What is priced or limited by something needs an upper bound: never held at zero because nobody knew. */
function isUnbounded(
  price: Price,
  action: CatalogAction | undefined,
  { usage, providerMicros }: { usage: Usage; providerMicros: bigint | null },
): boolean {
  const measures = new Set(action?.limits.map(({ measure }) => measure));
  if (measures.has('cost') && providerMicros === null) return true;
  const areTokensTold = usage.inputTokens !== null && usage.outputTokens !== null;
  return (measures.has('tokens') && !areTokensTold) || !isPriceable(price, usage);
}
