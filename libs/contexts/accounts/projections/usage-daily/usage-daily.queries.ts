import { formatCredits } from '@ledgerline/kernel';
import { equals, Page, PageAsked, readPage, sql } from '@ledgerline/platform/queries';
import { AccountReads } from '../../queries/account-reads';
import { usageDaily, UsageDailyRow } from './usage-daily';

/** Usage of one UTC day, by account, action, subtype and acting member. */
export interface UsageDailyView {
  readonly day: string;
  readonly action: string;
  readonly subtype: string | null;
  readonly accountId: string;
  readonly actorUserId: string | null;
  readonly requested: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly expired: number;
  readonly refused: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly quantity: number;
  /** Charged, as a decimal string. */
  readonly credits: string;
  readonly processingMsTotal: number;
}

export class ListUsageDaily {
  constructor(
    readonly asked: PageAsked & {
      /** Days, both inclusive. */
      readonly from?: string | undefined;
      readonly to?: string | undefined;
      readonly action?: string | undefined;
      readonly accountId?: string | undefined;
      readonly actor?: string | undefined;
    },
  ) {}
}

export async function listUsageDaily(
  reads: AccountReads,
  { asked }: ListUsageDaily,
): Promise<Page<UsageDailyView>> {
  const list = {
    name: 'usage-daily',
    from: usageDaily,
    select: sql`select * from read_accounts.usage_daily`,
    where: [
      asked.from === undefined ? undefined : sql`day >= ${asked.from}::date`,
      asked.to === undefined ? undefined : sql`day <= ${asked.to}::date`,
      equals('action', asked.action),
      equals('account_id', asked.accountId),
      equals('actor_user_id', asked.actor),
    ],
    sort: [
      { column: 'day', type: 'date' },
      { column: 'account_id', type: 'text' },
      { column: 'action', type: 'text' },
      { column: 'subtype', type: 'text' },
      { column: 'actor_user_id', type: 'text' },
    ],
    direction: 'desc',
  } as const;
  return readPage<UsageDailyRow, UsageDailyView>(reads, list, asked, usageView);
}

function usageView(row: UsageDailyRow): UsageDailyView {
  return {
    day: row.day,
    action: row.action,
    subtype: row.subtype || null,
    accountId: row.account_id,
    actorUserId: row.actor_user_id || null,
    requested: Number(row.requested),
    completed: Number(row.completed),
    failed: Number(row.failed),
    cancelled: Number(row.cancelled),
    expired: Number(row.expired),
    refused: Number(row.refused),
    inputTokens: Number(row.input_tokens),
    outputTokens: Number(row.output_tokens),
    quantity: Number(row.quantity),
    credits: formatCredits(row.credits_micros),
    processingMsTotal: Number(row.processing_ms_total),
  };
}
