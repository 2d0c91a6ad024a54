import { defineEvent } from '@ledgerline/kernel';
import { recordedStream } from '@ledgerline/platform/ledger';
import {
  PayoutBatchEvent,
  payoutBatchEvolvers,
  PayoutBatchStarted,
  PayoutBatchState,
} from '../domain/payout-batch/payout-batch';

/** The stream `payoutBatch-<id>`: which payouts one decision started. */
export const payoutBatchStream = recordedStream<'PayoutBatch', PayoutBatchState, PayoutBatchEvent, undefined>(
  {
    name: 'PayoutBatch',
    category: 'payoutBatch',
    events: {
      PayoutBatchStarted: defineEvent<PayoutBatchStarted>(
        'PayoutBatchStarted',
        'ledgerline.payout-batch.started.v1',
        { 'payouts[].amountMinor': true, totalMinor: true },
      ),
    },
    initial: () => ({ isStarted: false }),
    evolve: payoutBatchEvolvers,
    contextFor: () => undefined,
  },
);
