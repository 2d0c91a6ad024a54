import { CatalogDocument } from '@ledgerline/contexts/catalog';

/** What the model and the catalog agree on; told here once, in the plainest way. */
export const ACTIONS = {
  svg: { credits: 1, limit: undefined },
  image: { credits: 10, limit: 'images_daily' },
  render: { credits: 5, limit: 'renders_running' },
} as const;
export type Action = keyof typeof ACTIONS;

export const TIERS = {
  plain: { trial: 1_000, refill: 0, images_daily: -1, renders_running: -1 },
  tight: { trial: 10, refill: 100, images_daily: 40, renders_running: 2 },
} as const;
export type Tier = keyof typeof TIERS;

/** Every fourth account is bounded in everything, so that refusals are as common as they are in life. */
export function tierOf(accountId: string): Tier {
  return Number(accountId.slice('acc'.length)) % 4 === 3 ? 'tight' : 'plain';
}

/** Small, so that answers are small: what is looked for is in the mechanics, not in the offer. */
export const FAULTS_CATALOG: CatalogDocument = {
  unknownActions: 'refuse',
  tiers: Object.entries(TIERS).map(([name, { trial, refill }]) => ({
    ...{ name, trialGrant: String(trial), dailyRefill: String(refill) },
  })),
  limits: [limit('images_daily', 'calendar-day'), limit('renders_running', 'concurrent')],
  actions: Object.entries(ACTIONS).map(([name, { credits, limit: limited }]) => ({
    ...{ name, description: name, price: { kind: 'flat', credits: String(credits) } },
    limits: limited ? [limited] : [],
  })),
};

function limit(name: 'images_daily' | 'renders_running', kind: 'calendar-day' | 'concurrent') {
  const values = Object.fromEntries(Object.entries(TIERS).map(([tier, terms]) => [tier, terms[name]]));
  return { name, description: name, kind, measure: 'count' as const, values, active: true };
}
