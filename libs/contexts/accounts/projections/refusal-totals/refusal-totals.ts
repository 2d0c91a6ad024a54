import { utcDay } from '@ledgerline/kernel';
import {
  accountProjection,
  Projected,
  CREDITS_IGNORED,
  CROSSINGS_IGNORED,
  SETTINGS_IGNORED,
  UNITS_IGNORED,
  WORK_IGNORED,
} from '../account-projection';

/** How often commands were refused, per UTC day, command and reason. */
export interface RefusalTotalRow {
  day: string;
  command: string;
  reason: string;
  refused: bigint;
}

type Row = RefusalTotalRow;

export const refusalTotals = accountProjection<Row>({
  name: 'refusal_totals',
  version: 1,
  columns: { day: 'date', command: 'text', reason: 'text', refused: 'bigint' },
  key: ['day', 'command', 'reason'],
  indexes: [],
  financial: false,
  on: {
    ...CROSSINGS_IGNORED,
    ...SETTINGS_IGNORED,
    ...CREDITS_IGNORED,
    ...UNITS_IGNORED,
    ...WORK_IGNORED,
    CommandRefused: {
      keys: (event) => [keyOf(event)],
      fold: (row, event) => ({ ...keyOf(event), refused: (row?.refused ?? 0n) + 1n }),
    },
  },
});

function keyOf({ data }: Projected<'CommandRefused'>) {
  return { day: utcDay(data.refusedAt), command: data.command, reason: data.reason };
}
