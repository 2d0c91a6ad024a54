import type { Revenue } from '../../../api/contract';
import { daysUpTo } from '../../../figures/days';
import { currenciesIn, moneyDays, wholeOf } from './revenue-days';

const DAYS = daysUpTo('2026-03-01', 3);
const REVENUE: Revenue = {
  items: [
    given('2026-03-01', 'SANDBOX', { paid: '0.10', net: '0.10' }),
    given('2026-03-01', 'STRIPE', { paid: '0.20', refunded: '0.31', net: '-0.11' }),
    given('2026-02-27', 'STRIPE', { currency: 'JPY', paid: '300', net: '300' }),
  ],
  failedPayments: [{ day: '2026-02-28', currency: 'USD', failed: 2, amount: '9.98' }],
};

describe('revenue per day', () => {
  it('has a line for every day, also for those without a payment', () => {
    expect(DAYS).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(moneyDays(REVENUE, 'USD', DAYS).map(({ paid, failed }) => [paid, failed])).toEqual([
      ['0', 0],
      ['0', 2],
      ['0.30', 0],
    ]);
  });

  it('sums what came by several providers exactly, below zero where more went back', () => {
    const days = moneyDays(REVENUE, 'USD', DAYS);
    expect(days[2]).toMatchObject({ orders: 2, refunded: '0.31', net: '-0.01' });
    expect(wholeOf(days, 'all')).toMatchObject({ orders: 2, paid: '0.30', net: '-0.01', failed: 2 });
  });

  it('keeps the currencies apart', () => {
    expect(currenciesIn(REVENUE)).toEqual(['JPY', 'USD']);
    expect(moneyDays(REVENUE, 'JPY', DAYS)[0]).toMatchObject({ paid: '300', failed: 0 });
  });
});

function given(day: string, provider: string, more: object): Revenue['items'][number] {
  const nothing = { paid: '0.00', tax: '0.00', refunded: '0.00', disputed: '0.00', net: '0.00' };
  return { day, provider, currency: 'USD', orders: 1, refunds: 0, ...nothing, ...more };
}
