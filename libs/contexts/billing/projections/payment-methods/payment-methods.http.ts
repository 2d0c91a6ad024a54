import { listController, queryHandler } from '@ledgerline/platform/queries';
import { ListPaymentMethods, listPaymentMethods } from './payment-methods.queries';

const METHOD = {
  providerMethodId: 'pm_1',
  provider: 'SANDBOX',
  type: 'card',
  brand: 'visa',
  last4: '4242',
  expiry: '2030-12',
  isDefault: true,
  keptAt: '2026-11-21T09:00:00.000Z',
};

const list = listController({
  path: '/v1/accounts/:accountId/payment-methods',
  summary: 'What an account’s payments may be taken from, the newest first',
  tag: 'payment methods',
  readers: 'by-account',
  item: METHOD,
  ask: ({ params, query }) => new ListPaymentMethods({ ...query, accountId: params.accountId! }),
});

export const paymentMethodsQueries = {
  controllers: [list],
  handlers: [queryHandler(ListPaymentMethods, listPaymentMethods)],
};
