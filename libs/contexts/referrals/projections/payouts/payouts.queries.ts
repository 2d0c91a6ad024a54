import { formatCredits, formatMoney, Timestamp } from '@ledgerline/kernel';
import {
  equals,
  ListOf,
  openPersonal,
  Page,
  PageAsked,
  type Personal,
  readPage,
  type Reads,
  sql,
  within,
} from '@ledgerline/platform/queries';
import { PayoutRow, payouts } from './payouts';

export interface PayoutView {
  readonly payoutId: string;
  readonly accountId: string;
  readonly status: string;
  readonly method: string;
  readonly amount: string;
  readonly currency: string;
  /** Of store credit. */
  readonly credits: string | null;
  /** For those who may read them; null once the owner was erased. */
  readonly destination: unknown;
  readonly notes: unknown;
  readonly transactionId: string | null;
  readonly batchId: string | null;
  /** Why it was completed by hand, was canceled, or failed; or why a person has to say what became of it. */
  readonly reason: string | null;
  readonly requestedAt: Timestamp;
  readonly processedAt: Timestamp | null;
  readonly completedAt: Timestamp | null;
}

export class ListPayouts {
  constructor(
    readonly asked: PageAsked & {
      readonly accountId?: string | undefined;
      readonly payoutId?: string | undefined;
      readonly batchId?: string | undefined;
      readonly status?: string | undefined;
      readonly method?: string | undefined;
      readonly currency?: string | undefined;
      readonly from?: Timestamp | undefined;
      readonly to?: Timestamp | undefined;
    },
    readonly personal: Personal,
  ) {}
}

export function listPayouts(reads: Reads, { asked, personal }: ListPayouts): Promise<Page<PayoutView>> {
  const list: ListOf = {
    name: 'payouts',
    from: payouts,
    select: sql`select * from read_referrals.payouts`,
    where: [
      equals('account_id', asked.accountId),
      equals('payout_id', asked.payoutId),
      equals('batch_id', asked.batchId),
      equals('status', asked.status),
      equals('method', asked.method),
      equals('currency', asked.currency),
      ...within('requested_at', asked),
    ],
    sort: [
      { column: 'requested_at', type: 'timestamp' },
      { column: 'payout_id', type: 'text' },
    ],
    direction: 'desc',
  };
  return readPage<PayoutRow, PayoutView>(reads, list, asked, (row) => payoutView(reads, row, personal));
}

async function payoutView(reads: Reads, row: PayoutRow, personal: Personal): Promise<PayoutView> {
  const { account_id: accountId, currency } = row;
  const to = personal === 'shown' ? await openPersonal(reads.sealer, accountId, row.sealed) : {};
  return {
    ...{ payoutId: row.payout_id, accountId, status: row.status, method: row.method },
    ...{ amount: formatMoney(row.amount_minor, currency), currency },
    credits: row.credits_micros === null ? null : formatCredits(row.credits_micros),
    ...{ destination: to.destination ?? null, notes: to.notes ?? null },
    ...{ transactionId: row.transaction_id, batchId: row.batch_id, reason: row.reason },
    ...{ requestedAt: row.requested_at, processedAt: row.processed_at, completedAt: row.completed_at },
  };
}
