import { Timestamp } from '@ledgerline/kernel';
import { accountIdOf, accountProjection, Projected } from '../account-projection';

/** How often an account has done one action in all its life, and when last. */
export interface ActionUsageRow {
  account_id: string;
  action: string;
  requested: bigint;
  /** Completed generations: only successful work counts in the end. */
  completed: bigint;
  /** When the latest request was made that completed. */
  last_used_at: Timestamp | null;
}

type Row = ActionUsageRow;
type Completion = Projected<'GenerationCompleted' | 'GenerationCompletedLate'>;

const counted = { keys, fold: count };

export const actionUsage = accountProjection<Row>({
  name: 'action_usage',
  version: 1,
  columns: {
    account_id: 'text',
    action: 'text',
    requested: 'bigint',
    completed: 'bigint',
    last_used_at: 'timestamp',
  },
  key: ['account_id', 'action'],
  indexes: [],
  financial: false,
  on: {
    AccountOpened: 'ignored',
    AccountClosed: 'ignored',
    AccountReopened: 'ignored',
    CreditsGranted: 'ignored',
    LotLapsed: 'ignored',
    GenerationRequested: {
      keys,
      fold: (row, event) => {
        const before = row ?? unused(event);
        return { ...before, requested: before.requested + 1n };
      },
    },
    HoldExtended: 'ignored',
    GenerationCompleted: counted,
    GenerationCompletedLate: counted,
    GenerationFailed: 'ignored',
    GenerationCancelled: 'ignored',
    GenerationExpired: 'ignored',
    CommandRefused: 'ignored',
    CommandHadNoEffect: 'ignored',
  },
});

function keys(event: Completion | Projected<'GenerationRequested'>) {
  return [{ account_id: accountIdOf(event), action: event.data.action }];
}

function count(row: Row | undefined, event: Completion): Row {
  const before = row ?? unused(event);
  const { requestedAt } = event.data;
  const later = before.last_used_at === null || before.last_used_at < requestedAt;
  return {
    ...before,
    completed: before.completed + 1n,
    last_used_at: later ? requestedAt : before.last_used_at,
  };
}

function unused(event: Completion | Projected<'GenerationRequested'>): Row {
  const [key] = keys(event);
  return { ...key!, requested: 0n, completed: 0n, last_used_at: null };
}
