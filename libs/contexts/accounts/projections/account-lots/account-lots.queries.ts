import type { Readable } from 'node:stream';
import { formatCredits, Timestamp } from '@ledgerline/kernel';
import { AccountReads } from '../../queries/account-reads';
import { csvStream } from '../../queries/csv';
import { Asked, ListOf, Page, PageAsked, readAllRows, readPage } from '../../queries/page';
import { sql } from '../../queries/sql';
import { accountLots, AccountLotRow } from './account-lots';

/** A lot as the next command would find it: what has lapsed by now is expired, though not yet recorded. */
export interface LotView {
  readonly lotId: string;
  readonly creditType: string;
  readonly priority: number;
  /** Credits as decimal strings; amount = remaining + spent + expired, and held is part of remaining. */
  readonly amount: string;
  readonly remaining: string;
  readonly held: string;
  readonly spent: string;
  readonly expired: string;
  readonly effectiveAt: Timestamp;
  readonly expiresAt: Timestamp | null;
  readonly state: 'available' | 'pending' | 'spent' | 'lapsed';
  readonly reason: string;
  readonly reference: string | null;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly generationId: string | null;
  readonly grantedAt: Timestamp;
}

export class ListLots {
  constructor(
    readonly accountId: string,
    readonly asked: PageAsked,
  ) {}
}

export class ExportLots {
  constructor(
    readonly accountId: string,
    readonly asked: Asked,
  ) {}
}

export async function listLots(reads: AccountReads, { accountId, asked }: ListLots): Promise<Page<LotView>> {
  const now = reads.now();
  return readPage<AccountLotRow, LotView>(reads, lotsOf(accountId), asked, (row) => lotView(row, now));
}

export async function exportLots(
  reads: AccountReads,
  { accountId, asked }: ExportLots,
): Promise<{ csv: Readable; position: string | null }> {
  const now = reads.now();
  const { pages, position } = await readAllRows<AccountLotRow>(reads, lotsOf(accountId), asked);
  const csv = csvStream({ pages, columns: CSV_COLUMNS, recordOf: async (row) => ({ ...lotView(row, now) }) });
  return { csv, position: position ?? null };
}

const CSV_COLUMNS: readonly (keyof LotView)[] = [
  'lotId',
  'creditType',
  'priority',
  'amount',
  'remaining',
  'held',
  'spent',
  'expired',
  'effectiveAt',
  'expiresAt',
  'state',
  'reason',
  'reference',
  'orderId',
  'paymentId',
  'generationId',
  'grantedAt',
];

function lotsOf(accountId: string): ListOf {
  return {
    name: 'lots',
    from: accountLots,
    select: sql`select * from read_accounts.account_lots`,
    where: [sql`account_id = ${accountId}`],
    sort: [
      { column: 'granted_at', type: 'timestamp' },
      { column: 'lot_id', type: 'text' },
    ],
    direction: 'desc',
  };
}

function lotView(row: AccountLotRow, now: Timestamp): LotView {
  const state = stateOf(row, now);
  const lapsing = state === 'lapsed' ? row.remaining_micros - row.held_micros : 0n;
  return {
    lotId: row.lot_id,
    creditType: row.credit_type,
    priority: row.priority,
    amount: formatCredits(row.amount_micros),
    remaining: formatCredits(row.remaining_micros - lapsing),
    held: formatCredits(row.held_micros),
    spent: formatCredits(row.spent_micros),
    expired: formatCredits(row.expired_micros + lapsing),
    effectiveAt: row.effective_at,
    expiresAt: row.expires_at,
    state,
    reason: row.reason,
    reference: row.reference,
    orderId: row.order_id,
    paymentId: row.payment_id,
    generationId: row.generation_id,
    grantedAt: row.granted_at,
  };
}

function stateOf(row: AccountLotRow, now: Timestamp): LotView['state'] {
  if (row.remaining_micros === 0n) return row.expired_micros > 0n ? 'lapsed' : 'spent';
  if (row.effective_at > now) return 'pending';
  return row.expires_at !== null && row.expires_at <= now ? 'lapsed' : 'available';
}
