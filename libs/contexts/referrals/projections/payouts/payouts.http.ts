import {
  AnyId,
  AnyOf,
  AnyText,
  AnyTime,
  Cursor,
  Limit,
  MinPosition,
  pageAsked,
  queryController,
  queryHandler,
} from '@ledgerline/platform/queries';
import { PAYOUT_METHODS } from '../../payouts/payout-provider';
import { ListPayouts, listPayouts } from './payouts.queries';

class PayoutsParams {
  @AnyId()
  accountId?: string;

  @AnyId()
  payoutId?: string;

  @AnyId()
  batchId?: string;

  @AnyOf(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELED'])
  status?: string;

  @AnyOf(PAYOUT_METHODS)
  method?: string;

  @AnyText()
  currency?: string;

  @AnyTime()
  from?: string;

  @AnyTime()
  to?: string;

  @Limit()
  limit?: string;

  @Cursor()
  cursor?: string;

  @MinPosition()
  minPosition?: string;
}

const PAYOUT = {
  ...{ payoutId: '5b0e…', accountId: 'ada', status: 'COMPLETED', method: 'PAYPAL', amount: '25.00' },
  ...{ currency: 'USD', credits: null, destination: null, notes: null, transactionId: 'PAYOUT-77' },
  ...{ batchId: null, reason: null, requestedAt: '2026-11-21T09:00:00.000Z' },
  ...{ processedAt: '2026-11-22T09:00:00.000Z', completedAt: '2026-11-22T09:00:02.000Z' },
};
const PAGE = { items: [PAYOUT], nextCursor: null, position: '3f9a1c20-00000000000000000042' };

const list = queryController({
  path: '/v1/payouts',
  summary: 'The payouts of all parties, the newest first',
  tag: 'referrals',
  readers: 'by-account',
  query: PayoutsParams,
  example: PAGE,
  ask: ({ query, personal }) => new ListPayouts(pageAsked(query), personal),
});

const ofAccount = queryController({
  path: '/v1/accounts/:accountId/payouts',
  summary: 'The payouts of a party, the newest first',
  tag: 'referrals',
  readers: 'by-account',
  query: PayoutsParams,
  example: PAGE,
  ask: ({ params, query, personal }) =>
    new ListPayouts({ ...pageAsked(query), accountId: params.accountId! }, personal),
});

export const payoutsQueries = {
  controllers: [list, ofAccount],
  handlers: [queryHandler(ListPayouts, listPayouts)],
};
