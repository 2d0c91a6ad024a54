import type { CatalogDocument, CatalogVersion } from '../../../apps/admin/src/api/contract';
import { at, DAY_MS } from './figures';

const DOCUMENT: CatalogDocument = {
  unknownActions: 'allow',
  tiers: [
    { name: 'free', trialGrant: '10', dailyRefill: '100' },
    { name: 'pro', trialGrant: '10', dailyRefill: '1000', overdraft: '50' },
  ],
  limits: [
    {
      ...{ name: 'images_daily', description: 'images today', kind: 'calendar-day', measure: 'count' },
      ...{ values: { free: 10, pro: -1 }, thresholds: ['80%'], active: true },
    },
  ],
  actions: [
    {
      ...{ name: 'image', description: 'An image', limits: ['images_daily'] },
      price: { kind: 'flat', credits: '10' },
    },
  ],
};

/** One version, as on the day of installation; nothing is published here. */
export function catalog() {
  return { version: 1, document: DOCUMENT };
}

export function versions(nowMs: number): { items: readonly CatalogVersion[] } {
  const first = { version: 1, author: 'ledgerline', reason: 'the default catalog' };
  return { items: [{ ...first, publishedAt: at(nowMs, 30 * DAY_MS) }] };
}
