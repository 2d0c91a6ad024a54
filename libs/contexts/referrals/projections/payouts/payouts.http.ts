import { AnyId, AnyOf, AnyText, AnyTime, accountLists, queryHandler } from '@ledgerline/platform/queries';
import { PAYOUT_METHODS } from '../../payouts/payout-provider';
import { ListPayouts, listPayouts } from './payouts.queries';

class PayoutsParams {
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
}

const PAYOUT = {
  ...{ payoutId: '5b0e…', accountId: 'ada', status: 'COMPLETED', method: 'PAYPAL', amount: '25.00' },
  ...{ currency: 'USD', credits: null, destination: null, notes: null, transactionId: 'PAYOUT-77' },
  ...{ batchId: null, reason: null, requestedAt: '2026-11-21T09:00:00.000Z' },
  ...{ processedAt: '2026-11-22T09:00:00.000Z', completedAt: '2026-11-22T09:00:02.000Z' },
};

const lists = accountLists({
  noun: 'payouts',
  summary: {
    everybody: 'The payouts of all parties, the newest first',
    account: 'The payouts of a party, the newest first',
  },
  tag: 'referrals',
  readers: 'by-account',
  query: PayoutsParams,
  item: PAYOUT,
  ask: ({ query, personal }) => new ListPayouts(query, personal),
});

export const payoutsQueries = {
  controllers: lists,
  handlers: [queryHandler(ListPayouts, listPayouts)],
};
