import { isAny, isLess, moneyText, sumsOf, sumText } from './money';

describe('money as people read it', () => {
  it('is the amount as the API wrote it, and its currency', () => {
    expect(moneyText({ amount: '19.90', currency: 'USD' })).toBe('19.90 USD');
    expect(moneyText({ amount: '-0.05', currency: 'USD' })).toBe('−0.05 USD');
  });

  it('is grouped in thousands, with as many decimals as its currency has', () => {
    expect(moneyText({ amount: '9999999.99', currency: 'USD' })).toBe('9,999,999.99 USD');
    expect(moneyText({ amount: '1234567', currency: 'JPY' })).toBe('1,234,567 JPY');
    expect(moneyText({ amount: '-1234.500', currency: 'KWD' })).toBe('−1,234.500 KWD');
  });

  it('is compared exactly, beyond what a number holds', () => {
    expect(isLess('90071992547409.91', '90071992547409.92')).toBe(true);
    expect(isLess('90071992547409.92', '90071992547409.92')).toBe(false);
    expect([isAny('0.00'), isAny('0.001'), isAny('-1')]).toEqual([false, true, false]);
  });

  it('is summed exactly, each currency by itself', () => {
    const amounts = [
      { amount: '0.10', currency: 'USD' },
      { amount: '0.20', currency: 'USD' },
      { amount: '300', currency: 'JPY' },
      { amount: '1.005', currency: 'KWD' },
      { amount: '-0.31', currency: 'USD' },
    ];
    expect(sumText(amounts)).toBe('−0.01 USD + 300 JPY + 1.005 KWD');
    expect(
      sumText([
        { amount: '0.30', currency: 'USD' },
        { amount: '0', currency: 'USD' },
      ]),
    ).toBe('0.30 USD');
    expect(sumText([])).toBe('0');
    expect(sumsOf(amounts)[0]).toEqual({ amount: '-0.01', currency: 'USD' });
  });
});
