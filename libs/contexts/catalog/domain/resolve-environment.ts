import type { ConfigurationProblem, PolicyVariable, PolicyVariables } from '@ledgerline/platform/config';
import { parseCredits } from '@ledgerline/kernel';
import { CatalogDocument, LimitEntry } from './catalog-document';
import { PolicyEnvironment } from './policy-environment';

/** What the environment comes to under a catalog, and which of its variables speak of nothing in it. */
export interface ResolvedEnvironment {
  readonly environment: PolicyEnvironment;
  readonly problems: readonly ConfigurationProblem[];
}

/**
 * Finds what variables speak of: names in capitals, a dash written as an underscore. Only a catalog can tell
 * where a limit's name ends and a tier's begins.
 */
export function resolveEnvironment(
  variables: PolicyVariables,
  { limits, tiers, actions }: CatalogDocument,
): ResolvedEnvironment {
  const problems: ConfigurationProblem[] = [];
  const unknown = ({ variable }: PolicyVariable, expected: string) =>
    problems.push({ variable, expected, found: 'the catalog in force has none of that name' });
  const limitValues = new Map<string, Map<string, string>>();
  for (const given of variables.limitValues) {
    const found = limitAndTier(given.subject, limits, tiers);
    if (!found) unknown(given, 'USAGE_LIMIT_<LIMIT>_<TIER> of a limit and a tier');
    else if (!suits(given.value, found.limit)) problems.push(misfit(given, found.limit));
    else
      limitValues.set(
        found.limit.name,
        (limitValues.get(found.limit.name) ?? new Map()).set(found.tier, given.value),
      );
  }
  const dailyRefills = new Map<string, bigint>();
  for (const given of variables.dailyRefills) {
    const tier = tiers.find(({ name }) => inCapitals(name) === given.subject);
    if (tier) dailyRefills.set(tier.name, parseCredits(given.value)!);
    else unknown(given, 'CREDITS_DAILY_REFILL_<TIER> of a tier');
  }
  refillAsPro(dailyRefills, tiers);
  const costs = new Map<string, string>();
  for (const given of variables.costs) {
    const action = actions.find(({ name }) => inCapitals(name) === given.subject);
    if (action) costs.set(action.name, given.value);
    else unknown(given, 'CREDITS_COST_<ACTION> of an action');
  }
  const { trackingEnabled, limitsEnforced, creditsEnabled, analyticsEnabled } = variables;
  const flags = { trackingEnabled, limitsEnforced, creditsEnabled, analyticsEnabled };
  return { environment: { ...flags, limitValues, dailyRefills, costs }, problems };
}

/** The tiers above pro, unless a variable of their own says otherwise. */
const REFILLED_AS_PRO = ['team', 'enterprise'];

function refillAsPro(dailyRefills: Map<string, bigint>, tiers: CatalogDocument['tiers']): void {
  const refill = dailyRefills.get('pro');
  if (refill === undefined) return;
  for (const { name } of tiers) {
    if (REFILLED_AS_PRO.includes(name) && !dailyRefills.has(name)) dailyRefills.set(name, refill);
  }
}

function limitAndTier(
  subject: string,
  limits: CatalogDocument['limits'],
  tiers: CatalogDocument['tiers'],
): { limit: LimitEntry; tier: string } | undefined {
  for (const limit of limits) {
    const tier = tiers.find(({ name }) => `${inCapitals(limit.name)}_${inCapitals(name)}` === subject);
    if (tier) return { limit, tier: tier.name };
  }
  return undefined;
}

function inCapitals(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

function suits(value: string, { measure }: LimitEntry): boolean {
  return measure === 'credits' || measure === 'cost' || !value.includes('.');
}

function misfit({ variable, value }: PolicyVariable, { name, measure }: LimitEntry): ConfigurationProblem {
  const expected = `a whole number, for ${name} measures ${measure}`;
  return { variable, expected, found: `it is ${JSON.stringify(value)}` };
}
