import { moneyText, sumText } from './money';

describe('money as people read it', () => {
  it('is the amount as the API wrote it, and its currency', () => {
    expect(moneyText({ amount: '19.90', currency: 'USD' })).toBe('19.90 USD');
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
    expect(sumText([])).toBe('0');
  });
});
