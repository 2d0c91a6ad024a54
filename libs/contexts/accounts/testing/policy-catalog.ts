import {
  ActionEntry,
  Catalog,
  CatalogDocument,
  compileCatalog,
  LimitEntry,
  NO_ENVIRONMENT,
  PolicyEnvironment,
} from '@ledgerline/contexts/catalog';

const limit = (
  name: string,
  kind: LimitEntry['kind'],
  plain: number | string,
  more: Partial<LimitEntry> = {},
): LimitEntry => {
  const description = name.replace('_', ' ');
  return { name, description, kind, measure: 'count', values: { plain }, active: true, ...more };
};

const free = (name: string, ...limits: readonly string[]): ActionEntry => {
  return { name, description: '', price: { kind: 'free' }, limits };
};

const TIER = { trialGrant: '0', dailyRefill: '0' };

/** One of everything a policy can say, in small figures. All limits are those of tier `plain`. */
export const POLICY_DOCUMENT: CatalogDocument = {
  unknownActions: 'allow',
  tiers: [
    { name: 'plain', ...TIER },
    { name: 'free', trialGrant: '0', dailyRefill: '100' },
    { name: 'pro', trialGrant: '0', dailyRefill: '1000' },
    { name: 'trusted', ...TIER, overdraft: '20' },
    { name: 'endless', ...TIER, overdraft: 'unlimited' },
    { name: 'warned', ...TIER, lowCredits: '10' },
  ],
  plans: [{ name: 'basic', description: '', tier: 'plain', values: { images_daily: 6 } }],
  limits: [
    limit('images_daily', 'calendar-day', 10, { thresholds: ['80%', '5'], memberValues: { plain: 4 } }),
    limit('calls_hourly', 'rolling', 20, { durationSeconds: 3_600, thresholds: ['50%'] }),
    limit('calls_period', 'billing-period', 3),
    limit('projects_total', 'lifetime', 2),
    limit('storage_mb', 'gauge', 100, { thresholds: ['80%'] }),
    limit('jobs_running', 'concurrent', 1),
    limit('words_daily', 'calendar-day', 1_000, { measure: 'tokens' }),
    limit('spent_daily', 'calendar-day', '30', { measure: 'credits' }),
    limit('cost_monthly', 'calendar-month', '1.5', { measure: 'cost' }),
    limit('hints_daily', 'calendar-day', 2, { enforcement: 'soft' }),
    limit('naps_daily', 'calendar-day', 0, { active: false }),
  ],
  actions: [
    { name: 'image', description: '', price: { kind: 'flat', credits: '10' }, limits: [] },
    { name: 'photo', description: '', price: { kind: 'flat', credits: '1' }, limits: ['spent_daily'] },
    free('draw', 'images_daily'),
    free('call', 'calls_hourly'),
    free('visit', 'calls_period'),
    free('project', 'projects_total'),
    free('run', 'jobs_running'),
    free('write', 'words_daily'),
    free('think', 'cost_monthly'),
    free('hint', 'hints_daily'),
    free('nap', 'naps_daily'),
    free('everything', 'hints_daily', 'calls_hourly', 'projects_total'),
    {
      name: 'chat',
      description: '',
      // A credit for each token read, two for each token written.
      price: {
        kind: 'tokens',
        models: { small: { inputPerMillion: '1000000', outputPerMillion: '2000000' } },
        fallback: null,
      },
      limits: [],
    },
    {
      name: 'bounded_chat',
      description: '',
      price: {
        kind: 'tokens',
        models: { small: { inputPerMillion: '1000000', outputPerMillion: '2000000' } },
        fallback: null,
        bound: { inputTokens: 10, outputTokens: 5 },
      },
      limits: [],
    },
  ],
  // A dollar for a million tokens read, two for a million written.
  providerRates: [{ name: 'small', inputPerMillion: '1', outputPerMillion: '2', perUnit: '0' }],
};

export const POLICY_CATALOG = compileCatalog(1, POLICY_DOCUMENT);

/** The same in a process whose environment says something about it. */
export function policyUnder(environment: Partial<PolicyEnvironment>): Catalog {
  return compileCatalog(1, POLICY_DOCUMENT, { ...NO_ENVIRONMENT, ...environment });
}
