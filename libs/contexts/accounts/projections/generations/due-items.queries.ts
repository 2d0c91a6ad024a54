import { Timestamp } from '@ledgerline/kernel';
import { AccountReads } from '../../queries/account-reads';
import { sql, statementOf } from '../../queries/sql';
import { accountLots } from '../account-lots/account-lots';
import { generations } from './generations';

/** Something that time has caused in an account and that nothing has recorded yet. */
export interface DueItem {
  readonly accountId: string;
  readonly kind: 'hold' | 'lot';
  /** The generation's or the lot's id. */
  readonly itemId: string;
  readonly dueAt: Timestamp;
}

/** At most `countMax` items due by `now`, the longest overdue first. */
export class ListDueItems {
  constructor(
    readonly now: Timestamp,
    readonly countMax: number,
  ) {}
}

/**
 * Deadlines of open holds and expiries of lots with anything to lapse, read off the two read models that
 * know: an item leaves only when a fold has seen its outcome, and a lot that is wholly held is not due until
 * its hold resolves. Two index ranges; a table of its own would cost a row write per generation.
 */
export async function listDueItems(
  { models }: Pick<AccountReads, 'models'>,
  { now, countMax }: ListDueItems,
): Promise<readonly DueItem[]> {
  const due = sql`
    (select account_id as "accountId", 'hold' as kind, generation_id as "itemId", deadline_at as "dueAt"
     from read_accounts.generations
     where state = 'PENDING' and deadline_at <= ${now}::timestamptz
     order by deadline_at limit ${countMax})
    union all
    (select account_id, 'lot', lot_id, expires_at
     from read_accounts.account_lots
     where closed_at is null and expires_at <= ${now}::timestamptz and remaining_micros > held_micros
     order by expires_at limit ${countMax})
    order by "dueAt" limit ${countMax}`;
  const { text, values } = statementOf(due);
  return (await models.query<DueItem>([generations, accountLots], text, values)).rows;
}
