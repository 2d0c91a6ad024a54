import { CatalogDocument, PlanTerms } from './catalog-document';

const usd = (amount: string) => ({ amount, currency: 'USD' });

const terms = (price: string, credits: string, more: Partial<PlanTerms> = {}): PlanTerms => ({
  price: usd(price),
  trialDays: 0,
  creditsPerMonth: credits,
  rolloverCap: '0',
  ...more,
});

/** A year costs ten months. */
const paid = (monthly: string, yearly: string, credits: string, trialDays: number) => {
  const more = { trialDays, rolloverCap: credits };
  return { monthly: terms(monthly, credits, more), yearly: terms(yearly, credits, more) };
};

/** What a new installation sells. Prices are examples to be edited; limits and base quantities are not. */
export const DEFAULT_SALES = {
  plans: [
    {
      name: 'free',
      description: 'For trying it out',
      tier: 'free',
      values: { seats: 1, storage_mb: 1_024, api_calls_period: 1_000 },
      monthly: terms('0.00', '10'),
    },
    {
      name: 'individual_pro',
      description: 'For one person',
      tier: 'pro',
      values: { seats: 1, storage_mb: 10_000, api_calls_period: 10_000 },
      ...paid('19.00', '190.00', '1000', 14),
    },
    {
      name: 'team_standard',
      description: 'For a small team',
      tier: 'team',
      values: { seats: 10, storage_mb: 50_000, api_calls_period: 50_000 },
      ...paid('49.00', '490.00', '5000', 14),
    },
    {
      name: 'team_premium',
      description: 'For a large team',
      tier: 'team',
      values: { seats: 50, storage_mb: 250_000, api_calls_period: 250_000 },
      ...paid('149.00', '1490.00', '20000', 14),
    },
    {
      name: 'enterprise',
      description: 'By contract',
      tier: 'enterprise',
      values: { seats: -1, storage_mb: -1, api_calls_period: -1 },
      ...paid('999.00', '9990.00', '100000', 0),
    },
  ],
  packages: [
    pack('starter', 'Starter pack', '500', '4.99'),
    pack('plus', 'Plus pack', '2500', '19.99'),
    pack('studio', 'Studio pack', '15000', '99.99'),
  ],
  creditPrices: [{ name: 'usd', credits: '100', price: usd('1.00') }],
  // Nothing is taxed until somebody says so: what is owed where is not ours to guess.
  taxRates: [{ name: 'untaxed', country: 'US', percent: '0', inclusive: false }],
  referral: {
    attributionDays: 30,
    expiryDays: 30,
    vestingDays: 30,
    reward: { kind: 'fixed', ...usd('10.00') },
    minimumPayout: usd('25.00'),
    rewardsPerDayMax: 10,
  },
  providerRates: [
    { name: 'gpt-4o-mini', inputPerMillion: '0.15', outputPerMillion: '0.6', perUnit: '0' },
    { name: 'gpt-4o', inputPerMillion: '2.5', outputPerMillion: '10', perUnit: '0' },
  ],
  providerBudgets: [
    {
      name: 'models',
      ...usd('12000.00'),
      from: '2026-01-01T00:00:00.000Z',
      until: '2027-01-01T00:00:00.000Z',
    },
  ],
} as const satisfies Partial<CatalogDocument>;

function pack(name: string, description: string, credits: string, price: string) {
  return { name, description, credits, price: usd(price), expiresAfterDays: null };
}
