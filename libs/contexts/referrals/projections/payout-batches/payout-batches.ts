import type { Timestamp } from '@ledgerline/kernel';
import { totalProjection } from '@ledgerline/platform/projections';
import type { PayoutBatchEvent } from '../../domain/payout-batch/payout-batch';
import type { PayoutMethod } from '../../payouts/payout-provider';

/** What one decision started; what became of its payouts, they say themselves. */
export interface PayoutBatchRow {
  batch_id: string;
  method: PayoutMethod;
  currency: string;
  payouts: number;
  total_minor: bigint;
  reason: string;
  /** Who started it. */
  actor: string | null;
  started_at: Timestamp;
}

export const payoutBatches = totalProjection<PayoutBatchRow, PayoutBatchEvent>({
  name: 'payout_batches',
  version: 1,
  schema: 'read_referrals',
  columns: {
    batch_id: 'text',
    method: 'text',
    currency: 'text',
    payouts: 'integer',
    total_minor: 'bigint',
    reason: 'text',
    actor: 'text',
    started_at: 'timestamp',
  },
  key: ['batch_id'],
  indexes: [['started_at', 'batch_id']],
  financial: true,
  streamOf: { prefix: 'payoutBatch-', column: 'batch_id' },
  on: {
    PayoutBatchStarted: {
      keys: ({ data }) => [{ batch_id: data.batchId }],
      fold: (_row, { data, metadata }) => ({
        ...{ batch_id: data.batchId, method: data.method, currency: data.currency },
        ...{ payouts: data.payouts.length, total_minor: data.totalMinor, reason: data.reason },
        ...{ actor: metadata.actor ?? null, started_at: data.startedAt },
      }),
    },
  },
});
