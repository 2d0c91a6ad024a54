import { CatalogDocument, LimitEntry } from '@ledgerline/contexts/catalog';

export const BENCH_ACTION = 'chat';
/** What batches of usage record: as an API call, free and limited by the hour and the billing period. */
export const USAGE_ACTION = 'call';
export const BENCH_TIER = 'pro';

/** Which rules a generation of the ledger is decided under. */
export const BENCH_RULES = ['all', 'as-tables'] as const;
export type BenchRules = (typeof BENCH_RULES)[number];

const limit = (name: string, kind: LimitEntry['kind'], more: Partial<LimitEntry> = {}): LimitEntry => ({
  ...{ name, description: name.replaceAll('_', ' '), kind, measure: 'count' as const, active: true },
  ...{ values: { [BENCH_TIER]: 1_000_000_000 }, ...more },
});

const AS_TABLES = [limit('chat_daily', 'calendar-day'), limit('chat_monthly', 'calendar-month')];

/** Beside them one of each kind that a request can meet; thresholds are looked at and never reached. */
const EVERY_KIND = [
  ...AS_TABLES.map((entry) => ({ ...entry, thresholds: ['50%', '80%'] })),
  limit('chat_rolling', 'rolling', { durationSeconds: 3_600 }),
  limit('chat_period', 'billing-period', { measure: 'tokens', values: { [BENCH_TIER]: -1 } }),
  limit('chat_at_once', 'concurrent', { memberValues: { [BENCH_TIER]: 1_000_000 } }),
];

const USAGE_LIMITS = [limit('calls_hourly', 'calendar-hour'), limit('calls_period', 'billing-period')];

/**
 * `as-tables`: one credit a generation and two limits, checked every time and never reached, which is all the
 * mutable tables know. `all`: limits of every kind, thresholds, a price by tokens, a daily refill, an
 * overdraft, a mark for low credits.
 */
export function benchCatalog(rules: BenchRules): CatalogDocument {
  const tier = { name: BENCH_TIER, trialGrant: '10000000' };
  const limits = rules === 'all' ? EVERY_KIND : AS_TABLES;
  return {
    unknownActions: 'refuse',
    tiers: [
      rules === 'all'
        ? { ...tier, dailyRefill: '100', overdraft: 'unlimited', lowCredits: '10' }
        : { ...tier, dailyRefill: '0' },
    ],
    limits: [...limits, ...USAGE_LIMITS],
    actions: [
      {
        ...{ name: BENCH_ACTION, description: 'A chat', limits: limits.map(({ name }) => name) },
        price:
          rules === 'all'
            ? {
                kind: 'tokens',
                models: { bench: { inputPerMillion: '500', outputPerMillion: '2500' } },
                fallback: null,
              }
            : { kind: 'flat', credits: '1' },
      },
      {
        ...{ name: USAGE_ACTION, description: 'A call', price: { kind: 'free' as const } },
        limits: USAGE_LIMITS.map(({ name }) => name),
      },
    ],
  };
}
