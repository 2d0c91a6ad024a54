import { Timestamp } from '@ledgerline/kernel';
import {
  accountIdOf,
  accountProjection,
  CREDITS_IGNORED,
  CROSSINGS_IGNORED,
  Projected,
  UNITS_IGNORED,
  WORK_IGNORED,
} from '../account-projection';

/**
 * One change of an account's own limit values: set or removed. What is in force follows from the changes of
 * a limit and the clock, so that what was in force once stays told.
 */
export interface LimitOverrideRow {
  account_id: string;
  position: string;
  limit_name: string;
  /** Whose own part of the limit; `''` for the account as a whole. */
  member: string;
  change: 'set' | 'removed';
  /** In units of the limit's measure, -1 is unlimited; null where it was removed. */
  value: bigint | null;
  until: Timestamp | null;
  reason: string;
  /** Name of the key that changed it. */
  actor: string | null;
  at: Timestamp;
}

type Row = LimitOverrideRow;
type Change = Projected<'LimitOverridden' | 'LimitOverrideRemoved'>;

const changed = {
  keys: (event: Change) => [keyOf(event)],
  fold: (_row: Row | undefined, event: Change) => rowOf(event),
};

export const limitOverrides = accountProjection<Row>({
  name: 'limit_overrides',
  version: 1,
  columns: {
    account_id: 'text',
    position: 'text',
    limit_name: 'text',
    member: 'text',
    change: 'text',
    value: 'bigint',
    until: 'timestamp',
    reason: 'text',
    actor: 'text',
    at: 'timestamp',
  },
  key: ['account_id', 'position'],
  // The second finds what came after a change of the same limit.
  indexes: [
    ['at', 'position'],
    ['account_id', 'limit_name', 'member', 'position'],
  ],
  financial: false,
  appendOnly: true,
  on: {
    ...WORK_IGNORED,
    ...CROSSINGS_IGNORED,
    ...CREDITS_IGNORED,
    ...UNITS_IGNORED,
    TierChanged: 'ignored',
    LimitOverridden: changed,
    LimitOverrideRemoved: changed,
  },
});

function keyOf(event: Change): Partial<Row> {
  return { account_id: accountIdOf(event), position: event.position };
}

function rowOf(event: Change): Row {
  const { limit, member, reason } = event.data;
  const set = event.type === 'LimitOverridden' ? event.data : undefined;
  return {
    account_id: accountIdOf(event),
    position: event.position,
    limit_name: limit,
    member: member ?? '',
    change: set ? 'set' : 'removed',
    value: set?.value ?? null,
    until: set?.until ?? null,
    reason,
    actor: event.metadata.actor ?? null,
    at: event.at,
  };
}
