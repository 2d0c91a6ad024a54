import { isCurrency } from './currencies';
import { minorDigits } from './money';

describe('currencies', () => {
  it.each([
    ['USD', 2],
    ['EUR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['KWD', 3],
    ['BHD', 3],
    ['TND', 3],
  ])('knows %s, of %i decimals', (code, digits) => {
    expect(isCurrency(code)).toBe(true);
    expect(minorDigits(code)).toBe(digits);
  });

  it.each(['DEM', 'HRK', 'XAU', 'XXX', 'XTS', 'BTC', 'usd', 'US', '', ' USD', 'USDUSD', 'toString'])(
    'takes no money in "%s"',
    (code) => {
      expect(isCurrency(code)).toBe(false);
    },
  );
});
