import { AnyOf, listController, queryHandler } from '@ledgerline/platform/queries';
import { ListUnclaimedEvents, listUnclaimedEvents } from './unclaimed-events.queries';

class UnclaimedEventsParams {
  @AnyOf(['another-installation', 'order-unknown'])
  reason?: string;
}

const EVENT = {
  ...{ provider: 'STRIPE', eventId: 'evt_1', orderId: null, paymentId: 'pi_1', kind: 'paid' },
  ...{ reason: 'order-unknown', amount: '4.99', currency: 'USD' },
  ...{ receivedAt: '2026-11-21T09:00:00.000Z', unclaimedAt: '2026-12-21T09:00:00.000Z' },
};

const list = listController({
  path: '/v1/unclaimed-events',
  summary: 'What providers told of no order of this installation, the newest first',
  tag: 'orders',
  readers: 'finance',
  query: UnclaimedEventsParams,
  item: EVENT,
  ask: ({ query }) => new ListUnclaimedEvents(query),
});

export const unclaimedEventsQueries = {
  controllers: [list],
  handlers: [queryHandler(ListUnclaimedEvents, listUnclaimedEvents)],
};
