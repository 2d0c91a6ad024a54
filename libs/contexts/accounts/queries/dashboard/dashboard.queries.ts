import { addSeconds, formatCredits, Timestamp, utcDay } from '@ledgerline/kernel';
import type { ReadRows } from '@ledgerline/platform/projections';
import { Asked, sql, Sql, statementOf } from '@ledgerline/platform/queries';
import { accountBalances } from '../../projections/account-balances/account-balances';
import { accountLots } from '../../projections/account-lots/account-lots';
import { ledgerTotals, LedgerTotalRow } from '../../projections/ledger-totals/ledger-totals';
import { refusalTotals } from '../../projections/refusal-totals/refusal-totals';
import { usageTotals } from '../../projections/usage-totals/usage-totals';
import { AccountReads, HaltedReadModel } from '../account-reads';
import { UnknownAction, unknownActions } from './unknown-actions';

/** The state of the whole ledger. Credits are decimal strings, days are UTC days of the request. */
export interface Dashboard {
  readonly position: string | null;
  /** Read models that stand still until somebody mends or skips an event. */
  readonly halted: readonly HaltedReadModel[];
  readonly cards: {
    readonly accounts: number;
    readonly openAccounts: number;
    readonly generationsToday: number;
    readonly creditsSpentToday: string;
    readonly creditsSpentTotal: string;
    /** Refused requests for generations. */
    readonly refusedToday: number;
    readonly openHolds: number;
    readonly projectionLagEvents: number;
    readonly projectionLagSeconds: number;
  };
  readonly usagePerDay: readonly {
    readonly day: string;
    readonly action: string;
    readonly generations: number;
    readonly credits: string;
    readonly refused: number;
  }[];
  /** The ten with the most generations ever. */
  readonly topAccounts: readonly {
    readonly accountId: string;
    readonly generations: number;
    readonly credits: string;
    readonly lastUsedAt: Timestamp | null;
  }[];
  /** Busiest first; only what ended more than ten times in the days asked for. Expired counts as failed. */
  readonly errorRates: readonly {
    readonly action: string;
    readonly subtype: string | null;
    readonly total: number;
    readonly failed: number;
    readonly ratePercent: number;
    readonly meanMs: number | null;
  }[];
  readonly refusals: readonly { readonly reason: string; readonly count: number }[];
  /** Asked for in these days though the catalog in force does not name them, busiest first. */
  readonly unknownActions: readonly UnknownAction[];
  /** granted + overdrawn = available + held + pending + spent + expired + voided. */
  readonly totals: {
    readonly granted: string;
    readonly available: string;
    readonly held: string;
    readonly spent: string;
    readonly expired: string;
    readonly voided: string;
    readonly overdrawn: string;
    readonly pending: string;
    /** Spent of purchases whose money went back: beside the equation, as no credit of it is there. */
    readonly owed: string;
  };
}

export const DASHBOARD_DAYS_DEFAULT = 14;
export const DASHBOARD_DAYS_MAX = 366;

export class ReadDashboard {
  constructor(readonly asked: Asked & { readonly days?: number | undefined }) {}
}

/** Reads a few rows of small totals in one snapshot, however many accounts there are. */
export async function readDashboard(reads: AccountReads, { asked }: ReadDashboard): Promise<Dashboard> {
  const now = reads.now();
  const firstDay = utcDay(addSeconds(now, -86_400 * ((asked.days ?? DASHBOARD_DAYS_DEFAULT) - 1)));
  const known = (await reads.catalog()).document.actions.map(({ name }) => name);
  const from = [ledgerTotals, usageTotals, refusalTotals, accountBalances, accountLots];
  const work = async (read: ReadRows) => {
    const { cards, totals } = await figuresOf(read, now);
    return {
      cards,
      usagePerDay: await usagePerDay(read, firstDay),
      topAccounts: await topAccounts(read),
      errorRates: await errorRates(read, firstDay),
      refusals: await refusals(read, firstDay),
      unknownActions: await unknownActions(read, firstDay, known),
      totals,
    };
  };
  const [lag, { value, position }] = await Promise.all([
    reads.lag(),
    reads.models.read(from, work, { atLeast: asked.minPosition }),
  ]);
  const cards = { ...value.cards, projectionLagEvents: lag.events, projectionLagSeconds: lag.seconds };
  return { position: position ?? null, halted: lag.halted ?? [], ...value, cards };
}

interface Figures extends LedgerTotalRow {
  readonly generations_today: bigint;
  readonly credits_today_micros: bigint;
  readonly refused_today: bigint;
  readonly pending_micros: bigint;
  readonly lapsing_micros: bigint;
}

async function figuresOf(read: ReadRows, now: Timestamp) {
  const [found] = await rowsOf<Figures>(
    read,
    sql`
      select t.*, today.*, lots.*
      from (select 1) one
      left join read_accounts.ledger_totals t on true
      cross join lateral (
        select coalesce(sum(requested), 0)::bigint as generations_today,
          coalesce(sum(credits_micros), 0) as credits_today_micros,
          coalesce(sum(refused), 0)::bigint as refused_today
        from read_accounts.usage_totals where day = ${utcDay(now)}::date) today
      cross join lateral (
        select
          (select coalesce(sum(remaining_micros - held_micros), 0) from read_accounts.account_lots
            where closed_at is null and effective_at > ${now}::timestamptz) as pending_micros,
          (select coalesce(sum(
              greatest(remaining_micros - held_micros - coalesce(rollover_cap_micros, 0), 0)), 0)
            from read_accounts.account_lots
            where closed_at is null and expires_at <= ${now}::timestamptz
              and effective_at <= ${now}::timestamptz) as lapsing_micros) lots`,
  );
  const figures = found!;
  const held = figures.held_micros ?? 0n;
  const { pending_micros: pending, lapsing_micros: lapsing } = figures;
  return {
    cards: {
      accounts: Number(figures.accounts ?? 0n),
      openAccounts: Number(figures.open_accounts ?? 0n),
      generationsToday: Number(figures.generations_today),
      creditsSpentToday: formatCredits(figures.credits_today_micros),
      creditsSpentTotal: formatCredits(figures.spent_micros ?? 0n),
      refusedToday: Number(figures.refused_today),
      openHolds: Number(figures.open_holds ?? 0n),
    },
    totals: {
      granted: formatCredits(figures.granted_micros ?? 0n),
      available: formatCredits((figures.balance_micros ?? 0n) - held - pending - lapsing),
      held: formatCredits(held),
      spent: formatCredits(figures.spent_micros ?? 0n),
      expired: formatCredits((figures.expired_micros ?? 0n) + lapsing),
      voided: formatCredits(figures.voided_micros ?? 0n),
      overdrawn: formatCredits(figures.overdrawn_micros ?? 0n),
      pending: formatCredits(pending),
      owed: formatCredits(figures.owed_micros ?? 0n),
    },
  };
}

async function usagePerDay(read: ReadRows, firstDay: string): Promise<Dashboard['usagePerDay']> {
  const rows = await rowsOf<{
    day: string;
    action: string;
    requested: bigint;
    micros: bigint;
    refused: bigint;
  }>(
    read,
    sql`
      select day, action, sum(requested)::bigint as requested, sum(credits_micros) as micros,
        sum(refused)::bigint as refused
      from read_accounts.usage_totals where day >= ${firstDay}::date
      group by day, action order by day, action limit ${ROWS_MAX}`,
  );
  return rows.map(({ day, action, requested, micros, refused }) => ({
    day,
    action,
    generations: Number(requested),
    credits: formatCredits(micros),
    refused: Number(refused),
  }));
}

async function topAccounts(read: ReadRows): Promise<Dashboard['topAccounts']> {
  const rows = await rowsOf<{
    account_id: string;
    total: bigint;
    spent: bigint;
    last_used_at: string | null;
  }>(
    read,
    sql`
      select account_id, generations_total as total, spent_micros as spent, last_used_at
      from read_accounts.account_balances where generations_total > 0
      order by generations_total desc, account_id limit 10`,
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    generations: Number(row.total),
    credits: formatCredits(row.spent),
    lastUsedAt: row.last_used_at,
  }));
}

async function errorRates(read: ReadRows, firstDay: string): Promise<Dashboard['errorRates']> {
  const rows = await rowsOf<{
    action: string;
    subtype: string;
    total: bigint;
    failed: bigint;
    mean: string | null;
  }>(
    read,
    sql`
      select action, subtype, sum(completed + failed + cancelled + expired)::bigint as total,
        sum(failed + expired)::bigint as failed,
        round(sum(processing_ms_total) / nullif(sum(completed + failed), 0))::text as mean
      from read_accounts.usage_totals where day >= ${firstDay}::date
      group by action, subtype having sum(completed + failed + cancelled + expired) > 10
      order by total desc, action, subtype limit ${ROWS_MAX}`,
  );
  return rows.map(({ action, subtype, total, failed, mean }) => ({
    action,
    subtype: subtype || null,
    total: Number(total),
    failed: Number(failed),
    ratePercent: Math.round((Number(failed) * 10_000) / Number(total)) / 100,
    meanMs: mean === null ? null : Number(mean),
  }));
}

async function refusals(read: ReadRows, firstDay: string): Promise<Dashboard['refusals']> {
  const rows = await rowsOf<{ reason: string; count: bigint }>(
    read,
    sql`
      select reason, sum(refused)::bigint as count
      from read_accounts.refusal_totals where day >= ${firstDay}::date
      group by reason order by count desc, reason limit ${ROWS_MAX}`,
  );
  return rows.map(({ reason, count }) => ({ reason, count: Number(count) }));
}

const ROWS_MAX = 5_000;

function rowsOf<Row extends object>(read: ReadRows, query: Sql): Promise<Row[]> {
  const { text, values } = statementOf(query);
  return read<Row>(text, values);
}
