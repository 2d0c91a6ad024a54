import { Timestamp } from '@ledgerline/kernel';
import {
  accountIdOf,
  accountProjection,
  CREDITS_IGNORED,
  CROSSINGS_IGNORED,
  SETTINGS_IGNORED,
} from '../account-projection';
import { CountedEvent, UsageFigures, usageFigures } from './usage-figures';

/** Usage per day of the request, account, action, subtype and acting member; `''` where there is none. */
export interface UsageDailyRow extends UsageFigures {
  day: string;
  account_id: string;
  action: string;
  subtype: string;
  actor_user_id: string;
  /** When the latest request of the day was made that completed. */
  last_used_at: Timestamp | null;
}

type Row = UsageDailyRow;

const counted = { keys, fold: count };

export const usageDaily = accountProjection<Row>({
  name: 'usage_daily',
  version: 1,
  columns: {
    day: 'date',
    account_id: 'text',
    action: 'text',
    subtype: 'text',
    actor_user_id: 'text',
    ...usageFigures.columns,
    last_used_at: 'timestamp',
  },
  key: ['day', 'account_id', 'action', 'subtype', 'actor_user_id'],
  indexes: [['account_id', 'day']],
  financial: false,
  on: {
    ...CROSSINGS_IGNORED,
    ...SETTINGS_IGNORED,
    ...CREDITS_IGNORED,
    UsageRecorded: counted,
    UsageRemoved: 'ignored',
    GaugeMoved: 'ignored',
    AccountOpened: 'ignored',
    AccountClosed: 'ignored',
    AccountReopened: 'ignored',
    CreditsGranted: 'ignored',
    LotLapsed: 'ignored',
    GenerationRequested: counted,
    HoldExtended: 'ignored',
    GenerationCompleted: counted,
    GenerationCompletedLate: counted,
    GenerationFailed: counted,
    GenerationCancelled: counted,
    GenerationExpired: counted,
    CommandRefused: counted,
    CommandHadNoEffect: 'ignored',
  },
});

function keys(event: CountedEvent) {
  const subject = usageFigures.subjectOf(event);
  if (!subject) return [];
  const { day, action, subtype, actorUserId } = subject;
  return [{ day, account_id: accountIdOf(event), action, subtype, actor_user_id: actorUserId }];
}

function count(row: Row | undefined, event: CountedEvent, key: Partial<Row>): Row {
  const next = usageFigures.count(
    row ?? { ...(key as Row), ...usageFigures.none, last_used_at: null },
    event,
  );
  const usedAt = usedAtOf(event);
  if (usedAt !== null && (next.last_used_at === null || next.last_used_at < usedAt))
    next.last_used_at = usedAt;
  return next;
}

/** When what succeeded was asked for; null for everything else. */
function usedAtOf(event: CountedEvent): Timestamp | null {
  if (event.type === 'UsageRecorded') return event.data.status === 'success' ? event.data.recordedAt : null;
  const isCompletion = event.type === 'GenerationCompleted' || event.type === 'GenerationCompletedLate';
  return isCompletion ? event.data.requestedAt : null;
}
