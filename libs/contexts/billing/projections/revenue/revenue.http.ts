import { AnyDay, queryController, queryHandler } from '@ledgerline/platform/queries';
import { ReadRevenue, readRevenue } from './revenue.queries';

class RevenueParams {
  @AnyDay()
  from?: string;

  @AnyDay()
  to?: string;
}

const DAY = { day: '2026-11-21', currency: 'USD', provider: 'SANDBOX' };

const revenue = queryController({
  path: '/v1/revenue',
  summary: 'Money in and back out by UTC day, currency and provider; and payments that failed',
  tag: 'orders',
  readers: 'finance',
  query: RevenueParams,
  example: {
    items: [
      {
        ...DAY,
        ...{ orders: 3, refunds: 1, paid: '14.97', tax: '0.00', refunded: '4.99', disputed: '0.00' },
        net: '9.98',
      },
    ],
    failedPayments: [{ ...DAY, failed: 1, amount: '4.99' }],
    position: '3f9a1c20-00000000000000000042',
  },
  ask: ({ query }) => new ReadRevenue(query),
});

export const revenueQueries = { controllers: [revenue], handlers: [queryHandler(ReadRevenue, readRevenue)] };
