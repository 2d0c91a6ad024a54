import { addSeconds, LimitKind, LimitKindName, limitKinds, Timestamp, UNLIMITED } from '@ledgerline/kernel';
import { AccountReads } from '../../queries/account-reads';
import { ListOf, Page, PageAsked, readPage } from '../../queries/page';
import { equals } from '../../queries/conditions';
import { joined, Sql, sql } from '../../queries/sql';
import { quotaUsage, QuotaUsageRow } from './quota-usage';

/** The units of one limit in one window, and what they mean now. */
export interface QuotaView {
  readonly limit: string;
  readonly description: string | null;
  readonly kind: LimitKindName;
  readonly window: string;
  readonly used: number;
  readonly held: number;
  /** Null is unlimited. */
  readonly value: number | null;
  readonly source: string;
  readonly enforced: boolean;
  /** Whether the window's units still count. */
  readonly live: boolean;
  /** What is left of the limit now, all its live windows counted; null when unlimited or no longer live. */
  readonly remaining: number | null;
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
  const now = reads.now();
  const { limits } = await reads.catalog();
  const descriptions = new Map(limits.map(({ name, description }) => [name, description]));
  const list = quotasOf(accountId, asked, now);
  return readPage<QuotaRowNow, QuotaView>(reads, list, asked, (row) =>
    quotaView(row, descriptions.get(row.limit_name) ?? null, now),
  );
}

function quotasOf(accountId: string, { limitName, live }: ListQuotaUsage['asked'], now: Timestamp): ListOf {
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
          and ${recentlyLive(now)}
      ) r`,
    where: [
      sql`q.account_id = ${accountId}`,
      equals('q.limit_name', limitName),
      live === true ? liveAt(now) : undefined,
    ],
    sort: [
      { column: 'limit_kind', type: 'text' },
      { column: 'window_key', type: 'text' },
      { column: 'limit_name', type: 'text' },
    ],
    direction: 'desc',
  };
}

/** No kind slides over more than an hour and a bucket: older windows are live only while they last. */
const SLIDE_SECONDS_MAX = 7200;

const kinds: readonly LimitKind[] = Object.values(limitKinds);

function recentlyLive(now: Timestamp): Sql {
  const conditions = kinds.map(
    (kind) =>
      sql`(limit_kind = ${kind.name} and window_key >= ${kind.windowOf(addSeconds(now, -SLIDE_SECONDS_MAX))})`,
  );
  return sql`(${joined(conditions, ' or ')})`;
}

/** The windows a kind counts at `now`, found by asking it for each minute it may slide over. */
function liveAt(now: Timestamp): Sql {
  const conditions = kinds.map(
    (kind) => sql`(q.limit_kind = ${kind.name} and q.window_key = any(${liveWindows(kind, now)}))`,
  );
  return sql`(${joined(conditions, ' or ')})`;
}

function liveWindows(kind: LimitKind, now: Timestamp): readonly string[] {
  const windows = new Set<string>();
  for (let back = 0; back <= SLIDE_SECONDS_MAX; back += 60)
    windows.add(kind.windowOf(addSeconds(now, -back)));
  return [...windows].filter((window) => kind.isLive(window, now));
}

function quotaView(row: QuotaRowNow, description: string | null, now: Timestamp): QuotaView {
  const kind = limitKinds[row.limit_kind];
  const live = kind.isLive(row.window_key, now);
  const limited = row.limit_value !== UNLIMITED;
  const counted = row.recent
    .filter(({ window }) => kind.isLive(window, now))
    .map(({ window, units }) => ({ window, units: BigInt(units) }));
  const left = counted.reduce((rest, { units }) => rest - units, row.limit_value);
  return {
    limit: row.limit_name,
    description,
    kind: row.limit_kind,
    window: row.window_key,
    used: Number(row.used_units),
    held: Number(row.held_units),
    value: limited ? Number(row.limit_value) : null,
    source: row.source,
    enforced: row.enforced,
    live,
    remaining: live && limited ? Number(left > 0n ? left : 0n) : null,
    lastReset: kind.startOf(row.window_key),
    resetAt:
      live && limited ? kind.resetAt(now, { live: counted, limit: row.limit_value, quantity: 1n }) : null,
    lastUsedAt: row.last_used_at,
  };
}
