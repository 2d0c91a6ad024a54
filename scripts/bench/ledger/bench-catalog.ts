import { CatalogDocument } from '@ledgerline/contexts/catalog';

export const BENCH_ACTION = 'chat';
export const BENCH_TIER = 'pro';

/**
 * As the mutable tables: one credit a generation, two limits that are checked every time and never reached.
 */
export const BENCH_CATALOG: CatalogDocument = {
  unknownActions: 'refuse',
  tiers: [{ name: BENCH_TIER, trialGrant: '10000000', dailyRefill: '0' }],
  limits: [
    {
      ...{ name: 'chat_daily', description: 'chats today', kind: 'calendar-day', measure: 'count' },
      ...{ values: { [BENCH_TIER]: 1_000_000_000 }, active: true },
    },
    {
      ...{ name: 'chat_monthly', description: 'chats this month', kind: 'calendar-month', measure: 'count' },
      ...{ values: { [BENCH_TIER]: 1_000_000_000 }, active: true },
    },
  ],
  actions: [
    {
      ...{ name: BENCH_ACTION, description: 'A chat', limits: ['chat_daily', 'chat_monthly'] },
      price: { kind: 'flat', credits: '1' },
    },
  ],
};
