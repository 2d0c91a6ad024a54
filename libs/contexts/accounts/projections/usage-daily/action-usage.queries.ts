import { Timestamp } from '@ledgerline/kernel';
import { Page, PageAsked, readPage, sql } from '@ledgerline/platform/queries';
import { AccountReads } from '../../queries/account-reads';
import { usageDaily } from './usage-daily';

/** How often an account has done one action in all its life. */
export interface ActionUsageView {
  readonly action: string;
  readonly requested: number;
  /** Completed generations. */
  readonly count: number;
  /** When the latest request was made that completed. */
  readonly lastUsedAt: Timestamp | null;
}

export class ListActionUsage {
  constructor(
    readonly accountId: string,
    readonly asked: PageAsked,
  ) {}
}

interface ActionRow {
  readonly action: string;
  readonly requested: bigint;
  readonly completed: bigint;
  readonly last_used_at: Timestamp | null;
}

/** An action that was only ever refused was never done: it is not in the list. */
export async function listActionUsage(
  reads: AccountReads,
  { accountId, asked }: ListActionUsage,
): Promise<Page<ActionUsageView>> {
  const list = {
    name: 'action-usage',
    from: usageDaily,
    select: sql`select * from (
      select action, sum(requested)::bigint as requested, sum(completed)::bigint as completed,
        max(last_used_at) as last_used_at
      from read_accounts.usage_daily where account_id = ${accountId} and requested > 0 group by action
    ) actions`,
    where: [],
    sort: [{ column: 'action', type: 'text' }],
    direction: 'asc',
  } as const;
  return readPage<ActionRow, ActionUsageView>(reads, list, asked, (row) => ({
    action: row.action,
    requested: Number(row.requested),
    count: Number(row.completed),
    lastUsedAt: row.last_used_at,
  }));
}
