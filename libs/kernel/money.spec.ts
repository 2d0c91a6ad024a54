import fc from 'fast-check';
import {
  formatMoney,
  formatUsdMicros,
  minorDigits,
  MONEY_WHOLE_MAX,
  parseMoney,
  parseUsdMicros,
  USD_MICROS_MAX,
} from './money';

describe('money as text', () => {
  it.each([
    ['10.00', 'USD', 1_000n],
    ['10', 'USD', 1_000n],
    ['10.5', 'EUR', 1_050n],
    ['0.01', 'USD', 1n],
    ['500', 'JPY', 500n],
    ['1.234', 'KWD', 1_234n],
    ['0', 'USD', 0n],
    ['999999999999', 'JPY', MONEY_WHOLE_MAX],
  ])('reads %s %s as minor units', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toBe(minor);
  });

  it.each([
    ['a fraction of a cent', '0.001', 'USD'],
    ['a fraction of a yen', '1.0', 'JPY'],
    ['a debt', '-1', 'USD'],
    ['an exponent', '1e3', 'USD'],
    ['a space', ' 1', 'USD'],
    ['nothing', '', 'USD'],
    ['one yen above the largest amount', '1000000000000', 'JPY'],
    ['one dollar above the largest amount', '1000000000000.00', 'USD'],
  ])('refuses %s', (_, text, currency) => {
    expect(parseMoney(text, currency)).toBeUndefined();
  });

  it('reads back what it wrote, with as many places as the currency has', () => {
    const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD');
    fc.assert(
      fc.property(fc.bigInt(0n, MONEY_WHOLE_MAX), currency, (minor, code) => {
        const text = formatMoney(minor, code);
        expect(parseMoney(text, code)).toBe(minor);
        expect((text.split('.')[1] ?? '').length).toBe(minorDigits(code));
      }),
    );
  });

  it('tells costs too small for cents in millionths of a dollar', () => {
    expect(parseUsdMicros('0.0123')).toBe(12_300n);
    expect(parseUsdMicros('0.0000001')).toBeUndefined();
    expect(parseUsdMicros('1000000')).toBe(USD_MICROS_MAX);
    expect(parseUsdMicros('1000000.000001')).toBeUndefined();
    expect(formatUsdMicros(12_300n)).toBe('0.012300');
    expect(formatUsdMicros(-5n)).toBe('-0.000005');
  });
});
