import {
  Cursor,
  Limit,
  MinPosition,
  pageAsked,
  queryController,
  queryHandler,
} from '@ledgerline/platform/queries';
import { ListPaymentMethods, listPaymentMethods } from './payment-methods.queries';

class PaymentMethodsParams {
  @Limit()
  limit?: string;

  @Cursor()
  cursor?: string;

  @MinPosition()
  minPosition?: string;
}

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

const list = queryController({
  path: '/v1/accounts/:accountId/payment-methods',
  summary: 'What an account’s payments may be taken from, the newest first',
  tag: 'payment methods',
  readers: 'by-account',
  query: PaymentMethodsParams,
  example: { items: [METHOD], nextCursor: null, position: '3f9a1c20-00000000000000000042' },
  ask: ({ params, query }) => new ListPaymentMethods({ ...pageAsked(query), accountId: params.accountId! }),
});

export const paymentMethodsQueries = {
  controllers: [list],
  handlers: [queryHandler(ListPaymentMethods, listPaymentMethods)],
};
