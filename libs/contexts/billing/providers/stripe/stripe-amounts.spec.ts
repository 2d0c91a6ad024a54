import { ProviderRefused } from '../payment-provider';
import { minorOfStripe, stripeAmount } from './stripe-amounts';

describe('an amount at Stripe', () => {
  it.each([
    ['USD', 1_050n, 1_050],
    ['JPY', 1_200n, 1_200],
    ['MGA', 120_000n, 1_200],
    ['KWD', 12_340n, 12_340],
    ['ISK', 500n, 50_000],
    ['UGX', 3_000n, 300_000],
  ])('of %s is exact there and back', (currency, ours, theirs) => {
    expect(stripeAmount(ours, currency)).toBe(theirs);
    expect(minorOfStripe(theirs, currency.toLowerCase())).toEqual({ amountMinor: ours, currency });
  });

  it.each([
    ['a thousandth of a dinar', 'KWD', 12_341n],
    ['a fraction of a currency that is counted whole', 'MGA', 120_050n],
    ['more than a number holds exactly', 'USD', 2n ** 53n],
  ])('is refused for good when it has %s', (_, currency, amountMinor) => {
    expect(() => stripeAmount(amountMinor, currency)).toThrow(ProviderRefused);
    expect(() => stripeAmount(amountMinor, currency)).toThrow(currency);
  });
});
