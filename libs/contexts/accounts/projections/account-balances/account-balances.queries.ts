import {
  formatCredits,
  formatUsdMicros,
  nextUtcMonth,
  Timestamp,
  utcDay,
  utcMonth,
} from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import {
  Asked,
  contains,
  equals,
  ListOf,
  Page,
  PageAsked,
  readFirst,
  readPage,
  sql,
} from '@ledgerline/platform/queries';
import { AccountReads } from '../../queries/account-reads';
import { accountLots } from '../account-lots/account-lots';
import { AccountBalanceRow } from './account-balance-row';
import { accountBalances } from './account-balances';

/** An account as the next command would find it: what has lapsed by now is gone, though not yet recorded. */
export interface AccountView {
  readonly accountId: string;
  readonly ownerKind: string;
  readonly ownerId: string;
  readonly tier: string;
  /** Whose own limit values come before the tier's; null: none. */
  readonly plan: string | null;
  readonly status: 'open' | 'closed';
  /** Credits as decimal strings; balance = available + held + pending. */
  readonly balance: string;
  readonly available: string;
  readonly held: string;
  /** Granted, effective later. */
  readonly pending: string;
  /** All grants, except what refunds gave back; with overdrawn = balance + spent + expired + voided. */
  readonly lifetimeEarned: string;
  readonly purchased: string;
  readonly spent: string;
  readonly expired: string;
  /** Taken back: void lots, refunded purchases, and adjustments downwards. */
  readonly voided: string;
  /** Drawn below zero and neither returned nor repaid, what running jobs hold of it included. */
  readonly overdrawn: string;
  /** Of purchases whose money went back, what was spent: no grant pays it, no other lot either. */
  readonly owed: string;
  readonly shortfall: string;
  /** What this UTC month's work has cost us, as far as anybody knows: US dollars, e.g. "4.120000". */
  readonly computeThisMonthUsd: string;
  readonly lastRefillAt: Timestamp | null;
  /** Of the subscription's grant while it lasts, else of the calendar month (UTC). */
  readonly lastReset: Timestamp;
  readonly nextReset: Timestamp;
  /** What the first command of this UTC day would still add; "0" when there is nothing due. */
  readonly refillDue: string;
  readonly openGenerations: number;
  readonly generationsTotal: number;
  readonly refusedTotal: number;
  readonly openedAt: Timestamp;
  readonly closedAt: Timestamp | null;
  readonly lastActivityAt: Timestamp;
  readonly lastUsedAt: Timestamp | null;
}

export class ListAccounts {
  constructor(
    readonly asked: PageAsked & {
      /** Any part of the account's or the owner's id. */
      readonly search?: string | undefined;
      readonly status?: string | undefined;
      readonly tier?: string | undefined;
      readonly ownerKind?: string | undefined;
    },
  ) {}
}

export class FindAccount {
  constructor(
    readonly accountId: string,
    readonly asked: Asked,
  ) {}
}

interface BalancesNow extends AccountBalanceRow {
  readonly pending_micros: bigint;
  readonly lapsing_micros: bigint;
}

export async function listAccounts(reads: AccountReads, { asked }: ListAccounts): Promise<Page<AccountView>> {
  const now = reads.now();
  const catalog = await reads.catalog();
  const where = [
    contains("b.account_id || ' ' || b.owner_id", asked.search),
    equals('status', asked.status),
    equals('tier', asked.tier),
    equals('owner_kind', asked.ownerKind),
  ];
  return readPage<BalancesNow, AccountView>(reads, accountsAt(now, where), asked, (row) =>
    accountView(row, now, catalog),
  );
}

/** One account, or undefined where there is none. */
export async function findAccount(
  reads: AccountReads,
  { accountId, asked }: FindAccount,
): Promise<{ account: AccountView | undefined; position: string | null }> {
  const now = await reads.nowOf(accountId);
  const list = accountsAt(now, [equals('b.account_id', accountId)]);
  const { row, position } = await readFirst<BalancesNow>(reads, list, asked);
  return { account: row && accountView(row, now, await reads.catalog()), position };
}

/** What of an account's open lots is effective later only, and what has lapsed but is not recorded yet. */
function accountsAt(now: Timestamp, where: ListOf['where']): ListOf {
  return {
    name: 'accounts',
    from: [accountBalances, accountLots],
    select: sql`
      select b.*, l.pending_micros, l.lapsing_micros
      from read_accounts.account_balances b
      cross join lateral (
        select
          coalesce(sum(remaining_micros - held_micros)
            filter (where effective_at > ${now}::timestamptz), 0)::bigint as pending_micros,
          coalesce(sum(greatest(remaining_micros - held_micros - coalesce(rollover_cap_micros, 0), 0))
            filter (where effective_at <= ${now}::timestamptz and expires_at <= ${now}::timestamptz), 0)::bigint
            as lapsing_micros
        from read_accounts.account_lots
        where account_id = b.account_id and closed_at is null
      ) l`,
    where,
    sort: [
      { column: 'opened_at', type: 'timestamp' },
      { column: 'account_id', type: 'text' },
    ],
    direction: 'desc',
  };
}

function accountView(row: BalancesNow, now: Timestamp, catalog: Pick<Catalog, 'tier'>): AccountView {
  const { pending_micros: pending, lapsing_micros: lapsing } = row;
  const balance = row.balance_micros - lapsing;
  return {
    accountId: row.account_id,
    ownerKind: row.owner_kind,
    ownerId: row.owner_id,
    tier: row.tier,
    plan: row.plan,
    status: row.status,
    balance: formatCredits(balance),
    available: formatCredits(balance - row.held_micros - pending),
    held: formatCredits(row.held_micros),
    pending: formatCredits(pending),
    lifetimeEarned: formatCredits(row.earned_micros),
    purchased: formatCredits(row.purchased_micros),
    spent: formatCredits(row.spent_micros),
    expired: formatCredits(row.expired_micros + lapsing),
    voided: formatCredits(row.voided_micros),
    overdrawn: formatCredits(row.overdrawn_micros),
    owed: formatCredits(row.owed_micros),
    shortfall: formatCredits(row.shortfall_micros),
    computeThisMonthUsd: formatUsdMicros(row.compute_month === utcMonth(now) ? row.compute_usd_micros : 0n),
    lastRefillAt: row.last_refill_at,
    ...resetsOf(row, now),
    refillDue: formatCredits(refillDueMicros(row, now, catalog)),
    openGenerations: Number(row.open_generations),
    generationsTotal: Number(row.generations_total),
    refusedTotal: Number(row.refused_total),
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    lastActivityAt: row.last_activity_at,
    lastUsedAt: row.last_used_at,
  };
}

function resetsOf(row: AccountBalanceRow, now: Timestamp): { lastReset: Timestamp; nextReset: Timestamp } {
  if (row.last_reset_at !== null && row.next_reset_at !== null && row.next_reset_at > now) {
    return { lastReset: row.last_reset_at, nextReset: row.next_reset_at };
  }
  return { lastReset: `${utcMonth(now)}-01T00:00:00.000Z`, nextReset: nextUtcMonth(now) };
}

function refillDueMicros(row: AccountBalanceRow, now: Timestamp, catalog: Pick<Catalog, 'tier'>): bigint {
  const refilledToday = row.last_refill_at !== null && utcDay(row.last_refill_at) === utcDay(now);
  return row.status === 'open' && !refilledToday ? (catalog.tier(row.tier)?.dailyRefillMicros ?? 0n) : 0n;
}
