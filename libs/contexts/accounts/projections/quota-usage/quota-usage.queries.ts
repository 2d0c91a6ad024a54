import {
  isLiveWindow,
  LimitKind,
  LimitKindName,
  limitKinds,
  PLAIN_WINDOW,
  resetAtOf,
  Timestamp,
  UNLIMITED,
} from '@ledgerline/kernel';
import { CatalogLimit, LimitMeasure } from '@ledgerline/contexts/catalog';
import { equals, ListOf, Page, PageAsked, readPage, sql } from '@ledgerline/platform/queries';
import { unitsAsFigure } from '../../domain/limit-demand';
import { AccountReads } from '../../queries/account-reads';
import { quotaUsage, QuotaUsageRow } from './quota-usage';

/** The units of one limit in one window, and what they mean now. */
export interface QuotaView {
  readonly limit: string;
  /** Whose own part of the limit; null: the account's as a whole. */
  readonly member: string | null;
  readonly description: string | null;
  readonly kind: LimitKindName;
  readonly measure: LimitMeasure;
  readonly window: string;
  /** Counts and tokens are numbers, credits and cost (US dollars) decimal texts. */
  readonly used: number | string;
  readonly held: number | string;
  /** Null is unlimited. */
  readonly value: number | string | null;
  readonly source: string;
  readonly enforced: boolean;
  /** Whether the window's units still count. */
  readonly live: boolean;
  /** What is left of the limit now, all its live windows counted; null when unlimited or no longer live. */
  readonly remaining: number | string | null;
  readonly lastReset: Timestamp | null;
  /** When one more fits, or the calendar starts anew; null where time changes nothing. */
  readonly resetAt: Timestamp | null;
  readonly lastUsedAt: Timestamp | null;
}

export class ListQuotaUsage {
  constructor(
    readonly accountId: string,
    readonly asked: PageAsked & {
      readonly limitName?: string | undefined;
      /** Only this member's own parts. */
      readonly member?: string | undefined;
      /** True: only windows whose units still count. */
      readonly live?: boolean | undefined;
    },
  ) {}
}

interface QuotaRowNow extends QuotaUsageRow {
  /** Every window of the limit that may still be live, the row's own included. */
  readonly recent: readonly { readonly window: string; readonly units: string }[];
}

export async function listQuotaUsage(
  reads: AccountReads,
  { accountId, asked }: ListQuotaUsage,
): Promise<Page<QuotaView>> {
  const now = await reads.nowOf(accountId);
  const catalog = await reads.catalog();
  const list = quotasOf(accountId, asked, now);
  return readPage<QuotaRowNow, QuotaView>(reads, list, asked, (row) =>
    quotaView(row, catalog.limit(row.limit_name), now),
  );
}

function quotasOf(
  accountId: string,
  { limitName, member, live }: ListQuotaUsage['asked'],
  now: Timestamp,
): ListOf {
  return {
    name: 'quota-usage',
    from: quotaUsage,
    select: sql`
      select q.*, coalesce(r.recent, '[]') as recent
      from read_accounts.quota_usage q
      cross join lateral (
        select json_agg(json_build_object('window', window_key, 'units', (used_units + held_units)::text)
          order by window_key) as recent
        from read_accounts.quota_usage
        where account_id = q.account_id and limit_kind = q.limit_kind and limit_name = q.limit_name
          and member = q.member and (ends_at is null or ends_at > ${now}::timestamptz)
      ) r`,
    where: [
      sql`q.account_id = ${accountId}`,
      equals('q.limit_name', limitName),
      equals('q.member', member),
      live === true ? sql`(q.ends_at is null or q.ends_at > ${now}::timestamptz)` : undefined,
    ],
    sort: [
      { column: 'limit_kind', type: 'text' },
      { column: 'window_key', type: 'text' },
      { column: 'limit_name', type: 'text' },
      { column: 'member', type: 'text' },
    ],
    direction: 'desc',
  };
}

function quotaView(row: QuotaRowNow, limit: CatalogLimit | undefined, now: Timestamp): QuotaView {
  const kind = limitKinds[row.limit_kind];
  const measure = limit?.measure ?? 'count';
  const live = isLiveWindow(kind, row.window_key, now);
  const limited = row.limit_value !== UNLIMITED;
  const counted = row.recent.map(({ window, units }) => ({ window, units: BigInt(units) }));
  const left = counted.reduce((rest, { units }) => rest - units, row.limit_value);
  return {
    limit: row.limit_name,
    member: row.member === '' ? null : row.member,
    description: limit?.description ?? null,
    kind: row.limit_kind,
    measure,
    window: row.window_key,
    used: unitsAsFigure(measure, row.used_units),
    held: unitsAsFigure(measure, row.held_units),
    value: limited ? unitsAsFigure(measure, row.limit_value) : null,
    source: row.source,
    enforced: row.enforced,
    live,
    remaining: live && limited ? unitsAsFigure(measure, left > 0n ? left : 0n) : null,
    lastReset: kind.startOf(row.window_key),
    resetAt: live && limited ? resetOfWindows(kind, row, counted, now) : null,
    lastUsedAt: row.last_used_at,
  };
}

/** The live windows tell it; a window that ends as a whole is over when it ends. */
function resetOfWindows(
  kind: LimitKind,
  row: QuotaRowNow,
  live: readonly { readonly window: string; readonly units: bigint }[],
  now: Timestamp,
): Timestamp | null {
  if (!kind.slides) return kind.endsAt(row.window_key);
  return resetAtOf(kind, { now, terms: PLAIN_WINDOW, live, limit: row.limit_value, quantity: 1n });
}
