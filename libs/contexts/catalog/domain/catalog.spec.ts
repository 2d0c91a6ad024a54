import { BrokenInvariant } from '@ledgerline/kernel';
import { compileCatalog, FREE_OF_CHARGE } from './catalog';
import { CatalogDocument, PriceEntry } from './catalog-document';

const document = (price: PriceEntry, values: Readonly<Record<string, number>> = {}): CatalogDocument => ({
  unknownActions: 'refuse',
  tiers: [
    { name: 'free', trialGrant: '0', dailyRefill: '0.5' },
    { name: 'pro', trialGrant: '0', dailyRefill: '0' },
    { name: 'team', trialGrant: '0', dailyRefill: '0' },
  ],
  limits: [{ name: 'l', description: 'd', kind: 'lifetime', measure: 'tokens', values, active: false }],
  actions: [{ name: 'a', description: 'd', price, limits: ['l'] }],
});
const perMillion = (credits: string) => ({ inputPerMillion: credits, outputPerMillion: credits });

describe('a compiled catalog', () => {
  it('gives a tier without a value 0 when it is free and no bound otherwise', () => {
    const [limit] = compileCatalog(1, document({ kind: 'free' })).limits;
    expect(['free', 'pro'].map((tier) => limit!.valueFor({ tier, plan: null }).value)).toEqual([0n, -1n]);
  });

  it('gives nothing to a tier that it does not name: an edit that drops one leaves nobody unbounded', () => {
    const catalog = compileCatalog(1, document({ kind: 'free' }));
    expect(catalog.limits[0]!.valueFor({ tier: 'gold', plan: null }).value).toBe(0n);
    expect(catalog.tier('gold')).toBeUndefined();
  });

  it('gives a tier its value, 0 included', () => {
    const [limit] = compileCatalog(1, document({ kind: 'free' }, { free: 7, pro: 0, team: -1 })).limits;
    expect(['free', 'pro', 'team'].map((tier) => limit!.valueFor({ tier, plan: null }).value)).toEqual([
      7n,
      0n,
      -1n,
    ]);
  });

  it('prices a model by its own entry, every other one by the fallback', () => {
    const models = { small: perMillion('1'), large: perMillion('9') };
    const action = compileCatalog(1, document({ kind: 'tokens', models, fallback: perMillion('5') })).action(
      'a',
    )!;
    const inputs = ['small', 'large', 'other', null].map((m) => action.priceFor(m)!.inputMicrosPerMillion);
    expect(inputs).toEqual([1_000_000n, 9_000_000n, 5_000_000n, 5_000_000n]);
  });

  it('prices no model but its own where there is no fallback', () => {
    const price = { kind: 'tokens', models: { small: perMillion('1') }, fallback: null } as const;
    const action = compileCatalog(1, document(price)).action('a')!;
    expect([action.priceFor('small')?.kind, action.priceFor('other'), action.priceFor(null)]).toEqual([
      'tokens',
      undefined,
      undefined,
    ]);
  });

  it('never takes a word that every object has for a model, a tier or an action', () => {
    const price = { kind: 'tokens', models: {}, fallback: null } as const;
    const catalog = compileCatalog(1, document(price));
    expect(catalog.action('a')!.priceFor('constructor')).toBeUndefined();
    expect([catalog.tier('toString'), catalog.action('constructor')]).toEqual([undefined, undefined]);
    expect(catalog.limits[0]!.valueFor({ tier: 'constructor', plan: null }).value).toBe(0n);
  });

  it('asks nothing for what is free, whatever the model', () => {
    expect(
      compileCatalog(1, document({ kind: 'free' }))
        .action('a')!
        .priceFor('x'),
    ).toBe(FREE_OF_CHARGE);
  });

  it('knows its version, its tiers and its document', () => {
    const proposed = document({ kind: 'free' });
    const catalog = compileCatalog(7, proposed);
    expect(catalog).toMatchObject({ version: 7, document: proposed });
    expect(catalog.tier('free')).toEqual({
      name: 'free',
      trialGrantMicros: 0n,
      dailyRefillMicros: 500_000n,
      overdraftMicros: 0n,
      lowCreditsMicros: null,
    });
    expect(catalog.tier('gold')).toBeUndefined();
  });

  it('knows what a generation costs us from tokens and units, and nothing where it was not told tokens', () => {
    const rates = [
      { name: 'chatty', inputPerMillion: '1', outputPerMillion: '2', perUnit: '0.5' },
      { name: 'painter', inputPerMillion: '0', outputPerMillion: '0', perUnit: '0.04' },
    ];
    const catalog = compileCatalog(1, { ...document({ kind: 'free' }), providerRates: rates });
    const usage = (inputTokens: number | null, outputTokens: number | null) => ({
      ...{ quantity: 3, inputTokens, outputTokens },
    });
    expect(catalog.providerCost('chatty', usage(1, 1))).toBe(1_500_003n);
    expect(catalog.providerCost('chatty', usage(1, null))).toBeNull();
    expect(catalog.providerCost('painter', usage(null, null))).toBe(120_000n);
    expect([catalog.providerCost('other', usage(1, 1)), catalog.providerCost(null, usage(1, 1))]).toEqual([
      null,
      null,
    ]);
  });

  it('stops at a document that nobody validated', () => {
    const proposed = document({ kind: 'free' });
    expect(() => compileCatalog(1, { ...proposed, limits: [] })).toThrow(BrokenInvariant);
    expect(() => compileCatalog(1, document({ kind: 'flat', credits: '1e3' }))).toThrow(BrokenInvariant);
  });
});
