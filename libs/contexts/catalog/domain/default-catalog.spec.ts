import { formatCredits } from '@ledgerline/kernel';
import { compileCatalog } from './catalog';
import { catalogErrors } from './catalog-errors';
import { DEFAULT_CATALOG } from './default-catalog';
import { costMicros } from './price';

const catalog = compileCatalog(1, DEFAULT_CATALOG);

describe('the default catalog', () => {
  it('can be published', () => {
    expect(catalogErrors(DEFAULT_CATALOG)).toEqual([]);
  });

  it.each([
    ['image', '10', ['images_daily', 'images_monthly']],
    ['video', '50', ['videos_daily', 'videos_monthly']],
    ['music', '20', ['music_daily', 'music_monthly']],
    ['prompt', '10', ['prompts_daily']],
    ['export', '50', ['exports_daily', 'exports_monthly', 'concurrent_renders']],
    ['project_create', '0', ['projects_total']],
    ['task_create', '0', ['tasks_total']],
    ['web_agent', '0', ['web_agent_daily']],
    ['api_call', '0', ['api_calls_hourly', 'api_calls_period']],
    ['svg', '1', []],
  ])('takes for one %s %s credits and units of %j', (name, credits, limits) => {
    const action = catalog.action(name)!;
    const price = action.priceFor(null)!;
    const one = { quantity: 1, inputTokens: null, outputTokens: null };
    expect(formatCredits(costMicros(price, one))).toBe(credits);
    expect(action.limits.map((limit) => limit.name)).toEqual(limits);
    expect(action.pricedByTokens).toBe(false);
  });

  it.each([
    'task_generation',
    'smart_notifications',
    'project_analysis',
    'chat_assistant',
    'document_analysis',
    'workflow_optimization',
  ])('prices %s per million tokens by model, without a limit', (name) => {
    const action = catalog.action(name)!;
    const million = { quantity: 1, inputTokens: 1_000_000, outputTokens: 1_000_000 };
    const costOf = (model: string | null) => formatCredits(costMicros(action.priceFor(model)!, million));
    expect(action.pricedByTokens).toBe(true);
    expect(action.limits).toEqual([]);
    expect([costOf('gpt-4o-mini'), costOf('gpt-4o'), costOf('some other'), costOf(null)]).toEqual([
      '75',
      '1250',
      '1800',
      '1800',
    ]);
  });

  it('names no other action', () => {
    expect(DEFAULT_CATALOG.actions).toHaveLength(16);
  });

  it.each([
    ['images_daily', 'calendar-day', 10, 100],
    ['images_monthly', 'calendar-month', 250, 2_500],
    ['videos_daily', 'calendar-day', 2, 20],
    ['videos_monthly', 'calendar-month', 50, 500],
    ['music_daily', 'calendar-day', 3, 30],
    ['music_monthly', 'calendar-month', 75, 750],
    ['prompts_daily', 'calendar-day', 10, 100],
    ['exports_daily', 'calendar-day', 3, 20],
    ['exports_monthly', 'calendar-month', 10, 200],
    ['concurrent_renders', 'concurrent', 1, 3],
    ['projects_total', 'lifetime', 5, -1],
    ['tasks_total', 'lifetime', -1, -1],
    ['web_agent_daily', 'calendar-day', 5, 50],
    ['api_calls_hourly', 'rolling', 60, 600],
    ['api_calls_period', 'billing-period', 1_000, -1],
    ['storage_mb', 'gauge', 500, 10_000],
    ['seats', 'gauge', 0, -1],
  ])('limits %s per %s to %d for free and %d for pro, and not at all beyond', (name, kind, free, pro) => {
    const limit = catalog.limits.find((candidate) => candidate.name === name)!;
    expect(limit).toMatchObject({ kind: { name: kind }, measure: 'count', active: true });
    const values = ['free', 'pro', 'team', 'enterprise'].map(
      (tier) => limit.valueFor({ tier, plan: null }).value,
    );
    expect(values).toEqual([BigInt(free), BigInt(pro), -1n, -1n]);
  });

  it('names no other limit', () => {
    expect(catalog.limits).toHaveLength(17);
  });

  it.each([
    ['free', '10', '100'],
    ['pro', '10', '1000'],
    ['team', '10', '1000'],
    ['enterprise', '10', '1000'],
  ])('gives %s a trial of %s and %s a day', (name, trial, daily) => {
    const { trialGrantMicros, dailyRefillMicros } = catalog.tier(name)!;
    expect([trialGrantMicros, dailyRefillMicros].map(formatCredits)).toEqual([trial, daily]);
  });

  it('writes prompts with gpt-4o-mini and exports mp4 where nobody says otherwise', () => {
    expect(catalog.action('prompt')!.defaultSubtype).toBe('gpt-4o-mini');
    expect(catalog.action('export')!.defaultSubtype).toBe('mp4');
    expect(catalog.action('image')!.defaultSubtype).toBeNull();
  });

  it('allows what it does not name', () => {
    expect(DEFAULT_CATALOG.unknownActions).toBe('allow');
  });

  it('sells every plan by month and, where it is paid, by year, each into its tier', () => {
    const plans = (DEFAULT_CATALOG.plans ?? []).map(({ name, tier, yearly }) => [name, tier, !!yearly]);
    expect(plans).toEqual([
      ['free', 'free', false],
      ['individual_pro', 'pro', true],
      ['team_standard', 'team', true],
      ['team_premium', 'team', true],
      ['enterprise', 'enterprise', true],
    ]);
  });

  it('gives the free plan one seat, 1024 MB, 10 credits and 1000 calls', () => {
    const [free] = DEFAULT_CATALOG.plans ?? [];
    expect(free).toMatchObject({
      values: { seats: 1, storage_mb: 1_024, api_calls_period: 1_000 },
      monthly: { creditsPerMonth: '10' },
    });
  });

  it('rewards a referral with 10.00 USD, paid out from 25.00 on', () => {
    expect(DEFAULT_CATALOG.referral).toMatchObject({
      attributionDays: 30,
      vestingDays: 30,
      reward: { kind: 'fixed', amount: '10.00', currency: 'USD' },
      minimumPayout: { amount: '25.00', currency: 'USD' },
    });
  });

  it('taxes nothing, and has a budget for what models cost', () => {
    expect(DEFAULT_CATALOG.taxRates?.map(({ percent }) => percent)).toEqual(['0']);
    expect(DEFAULT_CATALOG.providerBudgets).toMatchObject([{ amount: '12000.00', currency: 'USD' }]);
  });

  it('knows what every model that it prices costs us, and nothing of other models', () => {
    const usage = { quantity: 1, inputTokens: 1_000_000, outputTokens: 1_000_000 };
    const priced = DEFAULT_CATALOG.actions.flatMap(({ price }) =>
      price.kind === 'tokens' ? Object.keys(price.models) : [],
    );
    const costs = [...new Set(priced)].map((model) => [model, catalog.providerCost(model, usage)]);
    expect(costs).toEqual([
      ['gpt-4o-mini', 750_000n],
      ['gpt-4o', 12_500_000n],
    ]);
    expect(catalog.providerCost('some other', usage)).toBeNull();
  });

  it('is small enough to be published again as it is, and twice as large', () => {
    expect(JSON.stringify(DEFAULT_CATALOG).length).toBeLessThan(30_000);
  });
});
