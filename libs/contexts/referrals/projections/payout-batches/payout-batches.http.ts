import { Problem } from '@ledgerline/platform/http';
import {
  AnyOf,
  AnyText,
  AnyTime,
  listController,
  queryController,
  queryHandler,
  type Reads,
} from '@ledgerline/platform/queries';
import { PAYOUT_METHODS } from '../../payouts/payout-provider';
import {
  FindPayoutBatch,
  findPayoutBatch,
  ListPayoutBatches,
  listPayoutBatches,
} from './payout-batches.queries';

class PayoutBatchesParams {
  @AnyOf(PAYOUT_METHODS)
  method?: string;

  @AnyText()
  currency?: string;

  @AnyTime()
  from?: string;

  @AnyTime()
  to?: string;
}

const POSITION = '3f9a1c20-00000000000000000042';
const BATCH = {
  ...{ batchId: '9c1f…', method: 'PAYPAL', currency: 'USD', count: 12, total: '430.00' },
  ...{ reason: 'payouts of November', startedBy: 'ops', startedAt: '2026-11-22T09:00:00.000Z' },
  ...{ processing: 1, completed: 10, failed: 1, paid: '395.00' },
};

const list = listController({
  path: '/v1/payout-batches',
  summary: 'Payouts that were started together, the newest first',
  tag: 'referrals',
  readers: 'finance',
  query: PayoutBatchesParams,
  item: BATCH,
  ask: ({ query }) => new ListPayoutBatches(query),
});

const one = queryController({
  path: '/v1/payout-batches/:batchId',
  summary: 'One batch, and what became of its payouts; they are listed at /v1/payouts?batchId=',
  tag: 'referrals',
  readers: 'finance',
  example: { ...BATCH, position: POSITION },
  problems: ['payout-batch-not-found'],
  ask: ({ params, query }) => new FindPayoutBatch(params.batchId!, query),
});

async function batchOrProblem(reads: Reads, asked: FindPayoutBatch): Promise<object> {
  const { batch, position } = await findPayoutBatch(reads, asked);
  if (!batch) throw new Problem('payout-batch-not-found');
  return { ...batch, position };
}

export const payoutBatchesQueries = {
  controllers: [list, one],
  handlers: [
    queryHandler(ListPayoutBatches, listPayoutBatches),
    queryHandler(FindPayoutBatch, batchOrProblem),
  ],
};
