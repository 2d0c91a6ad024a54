import { Timestamp } from '@ledgerline/kernel';
import type { Position } from '@ledgerline/platform/eventstore';
import { sql, Sql, statementOf, trusted } from '@ledgerline/platform/queries';
import { AccountReads } from '../../queries/account-reads';
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

/** A place among due items; items of one account that fall due at one instant stand at one place. */
export type DuePlace = Pick<DueItem, 'accountId' | 'dueAt'>;

export interface DuePage {
  readonly items: readonly DueItem[];
  /** The place in the log that the items reflect: what was recorded up to here is no longer among them. */
  readonly position: Position | undefined;
}

/** At most `countMax` items due by `now`, the longest overdue first, beyond the place `after`. */
export class ListDueItems {
  constructor(
    readonly now: Timestamp,
    readonly countMax: number,
    readonly after: DuePlace | undefined,
    /** Only theirs; default everybody's. */
    readonly owners?: readonly string[],
  ) {}
}

/**
 * Deadlines of open holds and expiries of lots with anything to lapse, read off the two read models that
 * know: an item leaves only when a fold has seen its outcome, and a lot that is wholly held is not due until
 * its hold resolves. Two index ranges; a table of its own would cost a row write per generation. Ordered as
 * the indexes are, null first column included: a million lots that end at one midnight are never sorted.
 */
export async function listDueItems(
  { models }: Pick<AccountReads, 'models'>,
  { now, countMax, after, owners }: ListDueItems,
): Promise<DuePage> {
  const due = sql`
    (select account_id as "accountId", 'hold' as kind, generation_id as "itemId", deadline_at as "dueAt"
     from read_accounts.generations
     where state = 'PENDING' and deadline_at <= ${now}::timestamptz ${beyond('deadline_at', after)} ${of(owners)}
     order by deadline_at, account_id limit ${countMax})
    union all
    (select account_id, 'lot', lot_id, expires_at
     from read_accounts.account_lots
     where closed_at is null and expires_at <= ${now}::timestamptz ${beyond('expires_at', after)} ${of(owners)}
       and remaining_micros > held_micros
     order by closed_at, expires_at, account_id limit ${countMax})
    order by "dueAt", "accountId" limit ${countMax}`;
  const { text, values } = statementOf(due);
  const { rows: items, position } = await models.query<DueItem>([generations, accountLots], text, values);
  return { items, position };
}

function beyond(column: string, place: DuePlace | undefined): Sql {
  if (!place) return trusted('');
  const { dueAt, accountId } = place;
  return sql`and (${trusted(column)}, account_id) > (${dueAt}::timestamptz, ${accountId}::text)`;
}

function of(owners: readonly string[] | undefined): Sql {
  return owners ? sql`and account_id = any(${owners}::text[])` : trusted('');
}
