import { minorOfPaypal, paypalMoney } from './paypal-amounts';

describe('an amount at PayPal', () => {
  it.each([
    ['USD', 1_050n, '10.50'],
    ['JPY', 1_200n, '1200'],
    ['HUF', 120_000n, '1200'],
  ])('of %s is exact there and back', (currencyCode, amountMinor, value) => {
    expect(paypalMoney(amountMinor, currencyCode)).toEqual({ currencyCode, value });
    expect(minorOfPaypal({ currencyCode, value })).toEqual({ amountMinor, currency: currencyCode });
  });

  it('that is told with decimals its currency has not is the same', () => {
    const told = { currencyCode: 'JPY', value: '1200.00' };
    expect(minorOfPaypal(told)).toEqual({ amountMinor: 1_200n, currency: 'JPY' });
  });

  it.each([
    ['a currency it does not take', 'KWD', 12_340n, 'currency-not-taken'],
    ['a fraction of a currency it takes whole', 'HUF', 120_050n, 'amount-not-expressible'],
  ])('is refused for good when it is %s', (_, currency, amountMinor, reason) => {
    expect(() => paypalMoney(amountMinor, currency)).toThrow(expect.objectContaining({ reason }) as Error);
  });

  it('that is none is a fault, never a guess', () => {
    expect(() => minorOfPaypal({ currencyCode: 'USD', value: '1.005' })).toThrow('1.005');
    expect(() => minorOfPaypal(undefined)).toThrow();
  });
});
