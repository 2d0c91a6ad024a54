import type { Timestamp } from '@ledgerline/kernel';
import { totalProjection } from '@ledgerline/platform/projections';
import type { TestClockEvent } from '../../domain/test-clock/test-clock-events';

export interface TestClockRow {
  clock_id: string;
  time: Timestamp;
  /** Where it is on its way to; null where it stands. */
  target: Timestamp | null;
  created_at: Timestamp;
}

const clock = ({ data }: { data: { clockId: string } }) => [{ clock_id: data.clockId }];

/** Test clocks; who lives in their time stands with the parties. */
export const testClocks = totalProjection<TestClockRow, TestClockEvent>({
  name: 'test_clocks',
  version: 1,
  schema: 'read_identity',
  columns: {
    clock_id: 'text',
    time: 'timestamp',
    target: 'timestamp',
    created_at: 'timestamp',
  },
  key: ['clock_id'],
  indexes: [],
  financial: false,
  on: {
    TestClockCreated: {
      keys: clock,
      fold: (_row, { data: { clockId, time }, at }) => ({
        clock_id: clockId,
        time,
        target: null,
        created_at: at,
      }),
    },
    TestClockAdvanceBegun: {
      keys: clock,
      fold: (row, { data: { to } }) => ({ ...row!, target: to }),
    },
    TestClockMoved: {
      keys: clock,
      fold: (row, { data: { to, hasArrived } }) => ({
        ...row!,
        time: to,
        target: hasArrived ? null : row!.target,
      }),
    },
  },
});
