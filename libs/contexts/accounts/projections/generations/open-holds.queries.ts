import { formatCredits, secondsBetween, Timestamp } from '@ledgerline/kernel';
import { equals, Page, PageAsked, readPage, sql } from '@ledgerline/platform/queries';
import { AccountReads } from '../../queries/account-reads';
import { GenerationRow } from './generation-row';
import { generations } from './generations';

/** What a running generation has set aside, and until when. */
export interface OpenHoldView {
  readonly accountId: string;
  readonly generationId: string;
  readonly action: string;
  readonly actorUserId: string | null;
  /** Credits as a decimal string. */
  readonly held: string;
  readonly requestedAt: Timestamp;
  readonly ageSeconds: number;
  readonly deadlineAt: Timestamp;
  /** The deadline has passed; the next command or sweep releases it. */
  readonly overdue: boolean;
}

/** The most urgent first. */
export class ListOpenHolds {
  constructor(readonly asked: PageAsked & { readonly accountId?: string | undefined }) {}
}

export async function listOpenHolds(
  reads: AccountReads,
  { asked }: ListOpenHolds,
): Promise<Page<OpenHoldView>> {
  const now = reads.now();
  const list = {
    name: 'holds',
    from: generations,
    select: sql`select * from read_accounts.generations`,
    where: [sql`state = 'PENDING'`, equals('account_id', asked.accountId)],
    sort: [
      { column: 'deadline_at', type: 'timestamp' },
      { column: 'generation_id', type: 'text' },
      { column: 'account_id', type: 'text' },
    ],
    direction: 'asc',
  } as const;
  return readPage<GenerationRow, OpenHoldView>(reads, list, asked, (row) => holdView(row, now));
}

function holdView(row: GenerationRow, now: Timestamp): OpenHoldView {
  return {
    accountId: row.account_id,
    generationId: row.generation_id,
    action: row.action,
    actorUserId: row.actor_user_id,
    held: formatCredits(row.held_micros),
    requestedAt: row.requested_at,
    ageSeconds: Math.max(0, Math.floor(secondsBetween(row.requested_at, now))),
    deadlineAt: row.deadline_at,
    overdue: row.deadline_at <= now,
  };
}
