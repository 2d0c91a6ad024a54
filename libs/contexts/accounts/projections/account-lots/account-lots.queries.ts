import type { Readable } from 'node:stream';
import { formatCredits, formatMoney, Timestamp } from '@ledgerline/kernel';
import {
  Asked,
  csvStream,
  ListOf,
  Page,
  PageAsked,
  readAllRows,
  readPage,
  sql,
} from '@ledgerline/platform/queries';
import { AccountReads } from '../../queries/account-reads';
import { AccountLotRow } from './account-lot-row';
import { accountLots } from './account-lots';

/** A lot as the next command would find it: what has lapsed by now is expired, though not yet recorded. */
export interface LotView {
  readonly lotId: string;
  readonly creditType: string;
  readonly priority: number;
  /** Credits as decimal strings: remaining + spent + expired + voided + moved; held is part of remaining. */
  readonly amount: string;
  readonly remaining: string;
  readonly held: string;
  readonly spent: string;
  readonly expired: string;
  /** Taken back: the lot is void, its purchase was refunded, or an adjustment took it. */
  readonly voided: string;
  /** Repaid what was owed, or rolled over into another lot. */
  readonly moved: string;
  /** Held by running jobs, and to be taken back when they return it: its purchase was refunded. */
  readonly toTakeBack: string;
  /** Spent before its purchase was refunded: the account owes it. */
  readonly owed: string;
  /** What was paid for the whole lot; null where nothing was. */
  readonly cost: { readonly amount: string; readonly currency: string } | null;
  readonly effectiveAt: Timestamp;
  readonly expiresAt: Timestamp | null;
  readonly state: 'available' | 'pending' | 'spent' | 'lapsed' | 'void';
  readonly reason: string;
  /** Why it was taken back; null: it was not. */
  readonly voidReason: string | null;
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
  const now = await reads.nowOf(accountId);
  return readPage<AccountLotRow, LotView>(reads, lotsOf(accountId), asked, (row) => lotView(row, now));
}

export async function exportLots(
  reads: AccountReads,
  { accountId, asked }: ExportLots,
): Promise<{ csv: Readable; position: string | null }> {
  const now = await reads.nowOf(accountId);
  const { pages, position } = await readAllRows<AccountLotRow>(reads, lotsOf(accountId), asked);
  const csv = csvStream({ pages, columns: CSV_COLUMNS, recordOf: async (row) => csvRecord(row, now) });
  return { csv, position: position ?? null };
}

const CSV_COLUMNS = [
  'lotId',
  'creditType',
  'priority',
  'amount',
  'remaining',
  'held',
  'spent',
  'expired',
  'voided',
  'moved',
  'toTakeBack',
  'owed',
  'costAmount',
  'costCurrency',
  'effectiveAt',
  'expiresAt',
  'state',
  'reason',
  'voidReason',
  'reference',
  'orderId',
  'paymentId',
  'generationId',
  'grantedAt',
] as const;

/** A cell holds one figure: the cost stands in two. */
function csvRecord(row: AccountLotRow, now: Timestamp): Record<string, unknown> {
  const { cost, ...view } = lotView(row, now);
  return { ...view, costAmount: cost?.amount ?? null, costCurrency: cost?.currency ?? null };
}

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
  const lapsing = state === 'lapsed' ? lapsingOf(row) : 0n;
  return {
    lotId: row.lot_id,
    creditType: row.credit_type,
    priority: row.priority,
    amount: formatCredits(row.amount_micros),
    remaining: formatCredits(row.remaining_micros - lapsing),
    held: formatCredits(row.held_micros),
    spent: formatCredits(row.spent_micros),
    expired: formatCredits(row.expired_micros + lapsing),
    voided: formatCredits(row.voided_micros),
    moved: formatCredits(row.moved_micros),
    toTakeBack: formatCredits(row.take_back_micros),
    owed: formatCredits(row.owed_micros),
    cost: costOf(row),
    effectiveAt: row.effective_at,
    expiresAt: row.expires_at,
    state,
    reason: row.reason,
    voidReason: row.void_reason,
    reference: row.reference,
    orderId: row.order_id,
    paymentId: row.payment_id,
    generationId: row.generation_id,
    grantedAt: row.granted_at,
  };
}

/** What of a lapsed lot is free and does not roll over. */
function lapsingOf(row: AccountLotRow): bigint {
  const lost = row.remaining_micros - row.held_micros - (row.rollover_cap_micros ?? 0n);
  return lost > 0n ? lost : 0n;
}

function costOf({ cost_minor: minor, cost_currency: currency }: AccountLotRow): LotView['cost'] {
  return minor === null || currency === null ? null : { amount: formatMoney(minor, currency), currency };
}

function stateOf(row: AccountLotRow, now: Timestamp): LotView['state'] {
  if (row.void_reason !== null) return 'void';
  if (row.remaining_micros === 0n) return row.expired_micros > 0n ? 'lapsed' : 'spent';
  if (row.effective_at > now) return 'pending';
  return row.expires_at !== null && row.expires_at <= now ? 'lapsed' : 'available';
}
