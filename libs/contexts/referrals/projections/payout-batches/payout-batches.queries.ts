import { formatMoney, Timestamp } from '@ledgerline/kernel';
import {
  Asked,
  equals,
  ListOf,
  Page,
  PageAsked,
  readFirst,
  readPage,
  type Reads,
  sql,
  within,
} from '@ledgerline/platform/queries';
import { payouts } from '../payouts/payouts';
import { payoutBatches, PayoutBatchRow } from './payout-batches';

export interface PayoutBatchView {
  readonly batchId: string;
  readonly method: string;
  readonly currency: string;
  /** How many payouts it names, and what they come to. */
  readonly count: number;
  readonly total: string;
  readonly reason: string;
  readonly startedBy: string | null;
  readonly startedAt: Timestamp;
  /** What became of them: of those it names, one that was canceled before it was started is in none. */
  readonly processing: number;
  readonly completed: number;
  readonly failed: number;
  /** Of the total, what has been paid. */
  readonly paid: string;
}

export class ListPayoutBatches {
  constructor(
    readonly asked: PageAsked & {
      readonly method?: string | undefined;
      readonly currency?: string | undefined;
      readonly from?: Timestamp | undefined;
      readonly to?: Timestamp | undefined;
    },
  ) {}
}

export class FindPayoutBatch {
  constructor(
    readonly batchId: string,
    readonly asked: Asked,
  ) {}
}

interface CountedRow extends PayoutBatchRow {
  readonly processing: number;
  readonly completed: number;
  readonly failed: number;
  readonly paid_minor: bigint;
}

export function listPayoutBatches(
  reads: Reads,
  { asked }: ListPayoutBatches,
): Promise<Page<PayoutBatchView>> {
  const where = [
    equals('method', asked.method),
    equals('currency', asked.currency),
    ...within('started_at', asked),
  ];
  return readPage<CountedRow, PayoutBatchView>(reads, batchesWhere(where), asked, batchView);
}

export async function findPayoutBatch(
  reads: Reads,
  { batchId, asked }: FindPayoutBatch,
): Promise<{ batch: PayoutBatchView | undefined; position: string | null }> {
  const list = batchesWhere([equals('batch_id', batchId)]);
  const { row, position } = await readFirst<CountedRow>(reads, list, asked);
  return { batch: row && batchView(row), position };
}

/** Counted as it is read: its payouts go on long after it was started. */
function batchesWhere(where: ListOf['where']): ListOf {
  return {
    name: 'payout-batches',
    from: [payoutBatches, payouts],
    select: sql`
      select * from read_referrals.payout_batches
      cross join lateral (
        select count(*) filter (where status = 'PROCESSING')::integer as processing,
          count(*) filter (where status = 'COMPLETED')::integer as completed,
          count(*) filter (where status = 'FAILED')::integer as failed,
          coalesce(sum(amount_minor) filter (where status = 'COMPLETED'), 0)::bigint as paid_minor
        from read_referrals.payouts of_batch where of_batch.batch_id = payout_batches.batch_id
      ) became`,
    where,
    sort: [
      { column: 'started_at', type: 'timestamp' },
      { column: 'batch_id', type: 'text' },
    ],
    direction: 'desc',
  };
}

function batchView(row: CountedRow): PayoutBatchView {
  const { currency } = row;
  return {
    ...{ batchId: row.batch_id, method: row.method, currency, count: row.payouts },
    ...{ total: formatMoney(row.total_minor, currency), reason: row.reason },
    ...{ startedBy: row.actor, startedAt: row.started_at },
    ...{ processing: row.processing, completed: row.completed, failed: row.failed },
    paid: formatMoney(row.paid_minor, currency),
  };
}
