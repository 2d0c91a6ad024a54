import type { Readable } from 'node:stream';
import { Timestamp, UNLIMITED } from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import {
  Asked,
  csvStream,
  equals,
  ListOf,
  Page,
  PageAsked,
  readAllRows,
  readPage,
  sql,
} from '@ledgerline/platform/queries';
import { unitsAsFigure } from '../../domain/limit-demand';
import { AccountReads } from '../../queries/account-reads';
import { limitOverrides, LimitOverrideRow } from './limit-overrides';

/** A limit value of an account's own: who set it and why, and what became of it. */
export interface OverrideView {
  readonly accountId: string;
  readonly limit: string;
  /** Whose own part of the limit; null: the account's as a whole. */
  readonly member: string | null;
  /** Counts and tokens are numbers, credits and cost (US dollars) decimal texts; null is unlimited. */
  readonly value: number | string | null;
  readonly until: Timestamp | null;
  readonly reason: string;
  readonly setBy: string | null;
  readonly setAt: Timestamp;
  /** `ended`: its time is over; `replaced` and `removed`: somebody changed it before that. */
  readonly state: 'in-force' | 'ended' | 'replaced' | 'removed';
  readonly endedAt: Timestamp | null;
  /** Who replaced or removed it; null where time did, or nobody yet. */
  readonly endedBy: string | null;
  readonly endReason: string | null;
  readonly position: string;
}

export interface OverrideFilter {
  readonly accountId?: string | undefined;
  readonly limitName?: string | undefined;
  readonly member?: string | undefined;
  /** True: only what is in force now. */
  readonly inForce?: boolean | undefined;
}

export class ListOverrides {
  constructor(readonly asked: PageAsked & OverrideFilter) {}
}

export class ExportOverrides {
  constructor(readonly asked: Asked & OverrideFilter) {}
}

interface OverrideAndNext extends LimitOverrideRow {
  readonly next_change: LimitOverrideRow['change'] | null;
  readonly next_at: Timestamp | null;
  readonly next_actor: string | null;
  readonly next_reason: string | null;
}

export async function listOverrides(
  reads: AccountReads,
  { asked }: ListOverrides,
): Promise<Page<OverrideView>> {
  const now = reads.now();
  const catalog = await reads.catalog();
  return readPage<OverrideAndNext, OverrideView>(reads, overridesOf(asked, now), asked, (row) =>
    overrideView(row, catalog, now),
  );
}

export async function exportOverrides(
  reads: AccountReads,
  { asked }: ExportOverrides,
): Promise<{ csv: Readable; position: string | null }> {
  const now = reads.now();
  const catalog = await reads.catalog();
  const { pages, position } = await readAllRows<OverrideAndNext>(reads, overridesOf(asked, now), asked);
  const recordOf = async (row: OverrideAndNext) => ({ ...overrideView(row, catalog, now) });
  return { csv: csvStream({ pages, columns: CSV_COLUMNS, recordOf }), position: position ?? null };
}

const CSV_COLUMNS: readonly (keyof OverrideView)[] = [
  ...(['accountId', 'limit', 'member', 'value', 'until', 'reason', 'setBy', 'setAt'] as const),
  ...(['state', 'endedAt', 'endedBy', 'endReason', 'position'] as const),
];

/** Each override with the change that came after it, if any. */
function overridesOf({ accountId, limitName, member, inForce }: OverrideFilter, now: Timestamp): ListOf {
  return {
    name: 'limit-overrides',
    from: limitOverrides,
    select: sql`
      select o.*, next.*
      from read_accounts.limit_overrides o
      left join lateral (
        select change as next_change, at as next_at, actor as next_actor, reason as next_reason
        from read_accounts.limit_overrides
        where account_id = o.account_id and limit_name = o.limit_name and member = o.member
          and position > o.position
        order by position limit 1
      ) next on true`,
    where: [
      sql`o.change = 'set'`,
      equals('o.account_id', accountId),
      equals('o.limit_name', limitName),
      equals('o.member', member),
      inForce === true
        ? sql`next_change is null and (until is null or until > ${now}::timestamptz)`
        : undefined,
    ],
    sort: [
      { column: 'at', type: 'timestamp' },
      { column: 'position', type: 'text' },
    ],
    direction: 'desc',
  };
}

function overrideView(row: OverrideAndNext, catalog: Pick<Catalog, 'limit'>, now: Timestamp): OverrideView {
  const measure = catalog.limit(row.limit_name)?.measure ?? 'count';
  const state = stateOf(row, now);
  const changed = state === 'replaced' || state === 'removed';
  return {
    accountId: row.account_id,
    limit: row.limit_name,
    member: row.member === '' ? null : row.member,
    value: row.value === UNLIMITED ? null : unitsAsFigure(measure, row.value!),
    until: row.until,
    reason: row.reason,
    setBy: row.actor,
    setAt: row.at,
    state,
    endedAt: state === 'ended' ? row.until : row.next_at,
    endedBy: changed ? row.next_actor : null,
    endReason: changed ? row.next_reason : null,
    position: row.position,
  };
}

/** What comes first ends it: its time, or a change. */
function stateOf({ until, next_at, next_change }: OverrideAndNext, now: Timestamp): OverrideView['state'] {
  const end = next_at ?? now;
  if (until !== null && until <= end) return 'ended';
  if (next_change === null) return 'in-force';
  return next_change === 'removed' ? 'removed' : 'replaced';
}
