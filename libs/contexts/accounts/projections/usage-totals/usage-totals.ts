import {
  accountProjection,
  CREDITS_IGNORED,
  CROSSINGS_IGNORED,
  SETTINGS_IGNORED,
} from '../account-projection';
import { CountedEvent, UsageFigures, usageFigures } from '../usage-daily/usage-figures';

/** `usage_daily` over all accounts: a dashboard reads a few dozen rows, however many accounts there are. */
export interface UsageTotalRow extends UsageFigures {
  day: string;
  action: string;
  subtype: string;
}

type Row = UsageTotalRow;

const counted = { keys, fold: count };

export const usageTotals = accountProjection<Row>({
  name: 'usage_totals',
  version: 2,
  columns: {
    ...{ day: 'date', action: 'text', subtype: 'text' },
    ...usageFigures.columns,
    credits_micros: 'sum',
  },
  key: ['day', 'action', 'subtype'],
  indexes: [],
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
  return subject ? [{ day: subject.day, action: subject.action, subtype: subject.subtype }] : [];
}

function count(row: Row | undefined, event: CountedEvent, key: Partial<Row>): Row {
  return usageFigures.count(row ?? { ...(key as Row), ...usageFigures.none }, event);
}
