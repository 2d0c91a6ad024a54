import { NO_POLICY_VARIABLES, PolicyVariables } from '@ledgerline/platform/config';
import { compileCatalog } from './catalog';
import { DEFAULT_CATALOG } from './default-catalog';
import { resolveEnvironment } from './resolve-environment';

const variable = (prefix: string, subject: string, value: string) => ({
  variable: `${prefix}${subject}`,
  subject,
  value,
});
const limit = (subject: string, value: string) => variable('USAGE_LIMIT_', subject, value);
const resolved = (given: Partial<PolicyVariables>) =>
  resolveEnvironment({ ...NO_POLICY_VARIABLES, ...given }, DEFAULT_CATALOG);

describe('the environment under a catalog', () => {
  it('sets a limit of one tier, and the value says that it comes from there', () => {
    const { environment, problems } = resolved({ limitValues: [limit('PROMPTS_DAILY_FREE', '7')] });
    const prompts = compileCatalog(1, DEFAULT_CATALOG, environment).limit('prompts_daily')!;

    expect(problems).toEqual([]);
    expect(prompts.valueFor({ tier: 'free', plan: null })).toEqual({ value: 7n, source: 'environment' });
    expect(prompts.valueFor({ tier: 'pro', plan: null })).toEqual({ value: 100n, source: 'tier' });
  });

  it('sets refills and costs', () => {
    const { environment } = resolved({
      dailyRefills: [variable('CREDITS_DAILY_REFILL_', 'FREE', '50.5')],
      costs: [variable('CREDITS_COST_', 'PROMPT', '3'), variable('CREDITS_COST_', 'EXPORT', '0')],
    });
    const catalog = compileCatalog(1, DEFAULT_CATALOG, environment);

    expect(catalog.tier('free')!.dailyRefillMicros).toBe(50_500_000n);
    expect(catalog.action('prompt')!.priceFor(null)).toMatchObject({ flatMicros: 3_000_000n });
    expect(catalog.action('export')!.priceFor(null)).toMatchObject({ flatMicros: 0n });
  });

  it('refills team and enterprise as pro, unless they have a variable of their own', () => {
    const refill = (tier: string, credits: string) => variable('CREDITS_DAILY_REFILL_', tier, credits);
    const { environment } = resolved({ dailyRefills: [refill('TEAM', '7'), refill('PRO', '50')] });
    const catalog = compileCatalog(1, DEFAULT_CATALOG, environment);

    const refills = ['free', 'pro', 'team', 'enterprise'].map(
      (tier) => catalog.tier(tier)!.dailyRefillMicros,
    );
    expect(refills).toEqual([100_000_000n, 50_000_000n, 7_000_000n, 50_000_000n]);
  });

  it('switches credits off: no price, grant or refill', () => {
    const { environment } = resolved({ creditsEnabled: false });
    const catalog = compileCatalog(1, DEFAULT_CATALOG, environment);

    expect(catalog.tier('free')).toMatchObject({ trialGrantMicros: 0n, dailyRefillMicros: 0n });
    expect(catalog.action('image')!.priceFor(null)).toMatchObject({ kind: 'free' });
  });

  it('is told every variable that speaks of nothing in the catalog', () => {
    const { problems } = resolved({
      limitValues: [
        limit('PROMPTS_DAILY_GOLD', '7'),
        limit('PICTURES_FREE', '7'),
        limit('PROMPTS_DAILY', '7'),
        limit('prompts_daily_free', '7'),
        limit('PROMPTS_DAILY_FREE', '7.5'),
      ],
      dailyRefills: [variable('CREDITS_DAILY_REFILL_', 'GOLD', '1')],
      costs: [variable('CREDITS_COST_', 'PICTURE', '1')],
    });

    expect(problems.map(({ variable: name }) => name)).toEqual([
      'USAGE_LIMIT_PROMPTS_DAILY_GOLD',
      'USAGE_LIMIT_PICTURES_FREE',
      'USAGE_LIMIT_PROMPTS_DAILY',
      'USAGE_LIMIT_prompts_daily_free',
      'USAGE_LIMIT_PROMPTS_DAILY_FREE',
      'CREDITS_DAILY_REFILL_GOLD',
      'CREDITS_COST_PICTURE',
    ]);
  });
});
