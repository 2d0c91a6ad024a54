import { Timestamp } from '@ledgerline/kernel';
import { AccountReads } from '../../queries/account-reads';
import { Page, PageAsked, readPage } from '../../queries/page';
import { sql } from '../../queries/sql';
import { actionUsage, ActionUsageRow } from './action-usage';

/** How often an account has done one action in all its life. */
export interface ActionUsageView {
  readonly action: string;
  readonly requested: number;
  /** Completed generations. */
  readonly count: number;
  readonly lastUsedAt: Timestamp | null;
}

export class ListActionUsage {
  constructor(
    readonly accountId: string,
    readonly asked: PageAsked,
  ) {}
}

export async function listActionUsage(
  reads: AccountReads,
  { accountId, asked }: ListActionUsage,
): Promise<Page<ActionUsageView>> {
  const list = {
    name: 'action-usage',
    from: actionUsage,
    select: sql`select * from read_accounts.action_usage`,
    where: [sql`account_id = ${accountId}`],
    sort: [{ column: 'action', type: 'text' }],
    direction: 'asc',
  } as const;
  return readPage<ActionUsageRow, ActionUsageView>(reads, list, asked, (row) => ({
    action: row.action,
    requested: Number(row.requested),
    count: Number(row.completed),
    lastUsedAt: row.last_used_at,
  }));
}
