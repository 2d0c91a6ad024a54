import { DEFAULT_CATALOG } from '@ledgerline/contexts/catalog';
import { AnOrder } from '../../testing/an-order';
import { Market, PurchaseCredits, purchaseCredits } from './purchase-credits';
import { priceOfCredits } from './purchase-price';

const eur = { name: 'eur', credits: '1000', price: { amount: '9.99', currency: 'EUR' } };
const market: Market = {
  catalog: {
    version: 3,
    document: {
      ...DEFAULT_CATALOG,
      creditPrices: [...DEFAULT_CATALOG.creditPrices!, eur],
      taxRates: [{ name: 'vat', country: 'DE', percent: '19', inclusive: false }],
    },
  },
  account: 'open',
  country: null,
  providers: ['SANDBOX'],
};
const starter: PurchaseCredits = {
  ...{ market, orderId: 'o1', accountId: 'ada', package: 'starter', creditsMicros: null, currency: 'USD' },
  ...{ provider: null, actorUserId: null, returnUrl: null },
};

function bought(given: Partial<PurchaseCredits> & { of?: Partial<Market> }) {
  const order = new AnOrder();
  const { of, ...asked } = given;
  const { reason } = order.decide(purchaseCredits, { ...starter, ...asked, market: { ...market, ...of } });
  return reason ?? order.factsOf('OrderPlaced')[0]!;
}

describe('buying credits', () => {
  it('orders a package at its price, through the provider that is set up first', () => {
    expect(bought({})).toMatchObject({
      ...{ orderId: 'o1', accountId: 'ada', provider: 'SANDBOX', collection: 'checkout', catalogVersion: 3 },
      totals: { subtotalMinor: 499n, taxMinor: 0n, totalMinor: 499n, currency: 'USD' },
      purpose: { kind: 'credits', package: 'starter', creditsMicros: 500_000_000n },
      expiresAt: '2026-11-22T09:00:00.000Z',
    });
  });

  it('orders an amount at its credit price, rounded up to the cent', () => {
    const amount = { package: null, creditsMicros: 250_500_001n };
    expect(bought(amount)).toMatchObject({ totals: { totalMinor: 251n } });
    expect(bought({ ...amount, currency: 'EUR' })).toMatchObject({ totals: { totalMinor: 251n } });
    expect(priceOfCredits({ creditsMicros: 1n, perMicros: 1_000n, priceMinor: 1n })).toBe(1n);
    expect(priceOfCredits({ creditsMicros: 2_000n, perMicros: 1_000n, priceMinor: 1n })).toBe(2n);
  });

  it('adds the tax of the buyer’s country', () => {
    const totals = { subtotalMinor: 499n, taxMinor: 95n, totalMinor: 594n, currency: 'USD' };
    expect(bought({ of: { country: 'DE' } })).toMatchObject({ totals, tax: { name: 'vat' } });
  });

  it('is refused for an account that is not there or closed', () => {
    expect(bought({ of: { account: 'missing' } })).toBe('account-not-found');
    expect(bought({ of: { account: 'closed' } })).toBe('account-closed');
  });

  it.each<[string, Partial<PurchaseCredits> & { of?: Partial<Market> }]>([
    ['purchase-unclear', { creditsMicros: 1n }],
    ['purchase-unclear', { package: null }],
    ['provider-not-set-up', { provider: 'STRIPE' }],
    ['provider-not-set-up', { of: { providers: [] } }],
    ['unknown-package', { package: 'colossal' }],
    ['currency-not-sold', { currency: 'JPY' }],
    ['currency-not-sold', { package: null, creditsMicros: 1n, currency: 'KWD' }],
  ])('is refused %s for %j', (reason, given) => {
    expect(bought(given)).toBe(reason);
  });
});
