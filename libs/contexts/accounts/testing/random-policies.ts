import fc from 'fast-check';
import type { CatalogDocument, LimitEntry, PolicyEnvironment } from '@ledgerline/contexts/catalog';
import { ModelPolicy } from './model-policy';

/** What a catalog edit or another environment may change; small figures, so that everything is met often. */
interface Dials {
  readonly scale: number;
  readonly price: string;
  readonly refill: string;
  readonly overdraft: 'none' | '30' | 'unlimited';
  readonly lowCredits: string | null;
  readonly soft: boolean;
  readonly inactive: string | null;
  readonly dropped: string | null;
  readonly thresholds: readonly string[];
  readonly unknownActions: 'allow' | 'refuse';
  readonly environment: 'plain' | 'values' | 'not-enforced' | 'no-credits' | 'no-tracking';
}

const LIMITS: readonly LimitEntry[] = [
  limit('calls_hour', 'calendar-hour', 3),
  limit('images_day', 'calendar-day', 5, { memberValues: { free: 2, pro: 4 } }),
  limit('tokens_week', 'calendar-week', 900, { measure: 'tokens' }),
  limit('spend_month', 'calendar-month', '70', { measure: 'credits', memberValues: { free: '40' } }),
  limit('cost_year', 'calendar-year', '0.6', { measure: 'cost' }),
  limit('api_period', 'billing-period', 8),
  limit('calls_rolling', 'rolling', 4, { durationSeconds: 3_600 }),
  limit('burst_rolling', 'rolling', 3, { durationSeconds: 60 }),
  limit('projects', 'lifetime', 4, { memberValues: { free: 2 } }),
  limit('storage', 'gauge', 10),
  limit('seats', 'gauge', 3),
  limit('running', 'concurrent', 3, { memberValues: { pro: 2 } }),
];
export const LIMIT_NAMES = LIMITS.map(({ name }) => name);

export const ACTIONS = ['image', 'call', 'project', 'upload', 'chat', 'exact', 'sketch', 'dance'] as const;

/** Plain objects, as they come through the log. */
export function record<T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record<T, keyof T>(model, { noNullPrototype: true });
}

const dials: fc.Arbitrary<Dials> = record({
  scale: fc.constantFrom(1, 1, 2, 0),
  price: fc.constantFrom('10', '2.5', '0.000001'),
  refill: fc.constantFrom('0', '0', '20', '35', '50'),
  overdraft: fc.constantFrom('none', 'none', '30', 'unlimited'),
  lowCredits: fc.constantFrom(null, '5', '15'),
  soft: fc.boolean(),
  inactive: fc.constantFrom(null, null, ...LIMIT_NAMES),
  dropped: fc.constantFrom(null, null, null, ...LIMIT_NAMES),
  thresholds: fc.constantFrom<readonly string[]>([], ['80%'], ['50%', '100%'], ['2'], ['33%', '3']),
  unknownActions: fc.constantFrom('allow', 'allow', 'refuse'),
  environment: fc.oneof(
    { weight: 8, arbitrary: fc.constant('plain' as const) },
    { weight: 2, arbitrary: fc.constantFrom('values', 'not-enforced', 'no-credits', 'no-tracking') },
  ),
});

export const policies: fc.Arbitrary<ModelPolicy> = dials.map((dials) => ({
  name: JSON.stringify(dials),
  document: documentOf(dials),
  environment: environmentOf(dials.environment),
}));

function limit(
  name: string,
  kind: LimitEntry['kind'],
  free: number | string,
  more: Partial<LimitEntry> = {},
): LimitEntry {
  return { name, description: name, kind, measure: 'count', values: { free }, active: true, ...more };
}

function documentOf(dials: Dials): CatalogDocument {
  const { refill, overdraft, unknownActions, dropped } = dials;
  const low = dials.lowCredits === null ? {} : { lowCredits: dials.lowCredits };
  const limits = LIMITS.filter(({ name }) => name !== dropped).map((entry) => tuned(entry, dials));
  return {
    unknownActions,
    tiers: [
      { name: 'free', trialGrant: '10', dailyRefill: refill, overdraft: 'none', ...low },
      { name: 'pro', trialGrant: '10', dailyRefill: String(Number(refill) * 2), overdraft, ...low },
      { name: 'team', trialGrant: '0', dailyRefill: '0', overdraft },
    ],
    limits,
    plans: [
      {
        ...{ name: 'plus', description: '', tier: 'pro' },
        values: Object.fromEntries(limits.flatMap(({ name }) => (name === 'api_period' ? [[name, 12]] : []))),
      },
    ],
    providerRates: [{ name: 'small', inputPerMillion: '400', outputPerMillion: '900', perUnit: '0.01' }],
    actions: actionsOf(dials).map((action) => ({
      ...action,
      limits: action.limits.filter((name) => name !== dropped),
    })),
  };
}

function tuned(entry: LimitEntry, { scale, soft, inactive, thresholds }: Dials): LimitEntry {
  const scaled = Number(entry.values.free) * scale;
  const isWhole = entry.measure === 'count' || entry.measure === 'tokens';
  const free = isWhole ? scaled : String(scaled);
  return {
    ...entry,
    values: { free, pro: isWhole ? scaled * 2 : String(scaled * 2) },
    enforcement: soft && entry.name !== 'running' ? 'soft' : 'hard',
    active: entry.name !== inactive,
    thresholds,
  };
}

function actionsOf({ price }: Dials): CatalogDocument['actions'] {
  const models = { small: { inputPerMillion: '20000', outputPerMillion: '70000.5' } };
  const fallback = { inputPerMillion: '30000', outputPerMillion: '0' };
  const bound = { inputTokens: 200, outputTokens: 50 };
  const described = { description: '' };
  return [
    {
      ...{ ...described, name: 'image', limits: ['images_day', 'spend_month', 'running'] },
      price: { kind: 'flat', credits: price },
    },
    {
      ...{
        ...described,
        name: 'call',
        limits: ['calls_hour', 'calls_rolling', 'burst_rolling', 'api_period'],
      },
      price: { kind: 'free' },
    },
    { ...described, name: 'project', price: { kind: 'free' }, limits: ['projects'] },
    {
      ...{ ...described, name: 'upload', limits: ['storage', 'api_period'] },
      price: { kind: 'flat', credits: '0.5' },
    },
    {
      ...{ ...described, name: 'chat', limits: ['tokens_week', 'spend_month', 'cost_year', 'running'] },
      price: { kind: 'tokens', models, fallback, bound },
      defaultSubtype: 'small',
    },
    {
      ...{ ...described, name: 'exact', limits: ['tokens_week'] },
      price: { kind: 'tokens', models, fallback: null },
    },
    { ...described, name: 'sketch', price: { kind: 'flat', credits: '1' }, limits: [] },
  ];
}

function environmentOf(kind: Dials['environment']): PolicyEnvironment {
  const values = kind === 'values';
  return {
    limitValues: new Map(values ? [['images_day', new Map([['free', '4']])]] : []),
    dailyRefills: new Map(values ? [['free', 25_000_000n]] : []),
    costs: new Map(values ? [['image', '7']] : []),
    trackingEnabled: kind !== 'no-tracking',
    limitsEnforced: kind !== 'not-enforced',
    creditsEnabled: kind !== 'no-credits',
    analyticsEnabled: true,
  };
}
