import { Problem } from '@ledgerline/platform/http';
import {
  AnyOf,
  AnyTime,
  accountLists,
  queryController,
  queryHandler,
  type Reads,
} from '@ledgerline/platform/queries';
import { PROVIDER_NAMES } from '../../providers/registry';
import { FindOrder, findOrder, ListOrders, listOrders } from './orders.queries';

class OrdersParams {
  @AnyOf(['PENDING', 'COMPLETED', 'FAILED', 'EXPIRED'])
  status?: string;

  @AnyOf(PROVIDER_NAMES)
  provider?: string;

  @AnyOf(['true', 'false'])
  attention?: 'true' | 'false';

  @AnyTime()
  from?: string;

  @AnyTime()
  to?: string;
}

const POSITION = '3f9a1c20-00000000000000000042';
const ORDER = {
  orderId: '7c1e…',
  accountId: 'ada',
  status: 'PENDING',
  purpose: 'credits',
  package: 'starter',
  credits: '500',
  subscriptionId: null,
  provider: 'SANDBOX',
  description: 'Starter pack',
  currency: 'USD',
  subtotal: '4.99',
  tax: '0.00',
  total: '4.99',
  refunded: '0.00',
  creditsTakenBack: '0',
  providerOrderId: 'sbx_1',
  checkoutUrl: '/sandbox/checkout/sbx_1',
  paymentId: null,
  lotId: null,
  failure: null,
  attention: [],
  placedAt: '2026-11-21T09:00:00.000Z',
  paidAt: null,
  expiresAt: '2026-11-22T09:00:00.000Z',
  position: POSITION,
};

const lists = accountLists({
  noun: 'orders',
  summary: {
    everybody: 'Orders of all accounts, the newest first; `attention=true` is what a person has to look at',
    account: 'The orders of an account, the newest first',
  },
  tag: 'orders',
  readers: 'by-account',
  query: OrdersParams,
  item: ORDER,
  ask: ({ query }) => new ListOrders(query),
});

const oneOrder = queryController({
  path: '/v1/accounts/:accountId/orders/:orderId',
  summary: 'One order: whether it is paid, and where it is to be paid until then',
  tag: 'orders',
  readers: 'by-account',
  example: ORDER,
  problems: ['order-not-found'],
  ask: ({ params: { accountId, orderId }, query }) =>
    new FindOrder({ ...query, accountId: accountId!, orderId: orderId! }),
});

export const ordersQueries = {
  controllers: [...lists, oneOrder],
  handlers: [
    queryHandler(ListOrders, listOrders),
    queryHandler(FindOrder, async (reads: Reads, question: FindOrder) => {
      const order = await findOrder(reads, question);
      if (!order) throw new Problem('order-not-found');
      return order;
    }),
  ],
};
