import type { Timestamp } from '@ledgerline/kernel';
import { totalProjection } from '@ledgerline/platform/projections';
import type { PartyRegistered } from '../../domain/party/party-events';
import type { TestClockEvent } from '../../domain/test-clock/test-clock-events';

export interface TestClockRow {
  clock_id: string;
  time: Timestamp;
  /** Where it is on its way to; null where it stands. */
  target: Timestamp | null;
  /** Who is bound to it, in the order of registration. */
  parties: readonly string[];
  created_at: Timestamp;
}

const clock = ({ data }: { data: { clockId: string } }) => [{ clock_id: data.clockId }];

/** Test clocks with the parties that live in their time. */
export const testClocks = totalProjection<TestClockRow, TestClockEvent | PartyRegistered>({
  name: 'test_clocks',
  version: 1,
  schema: 'read_identity',
  columns: {
    clock_id: 'text',
    time: 'timestamp',
    target: 'timestamp',
    parties: 'json',
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
        parties: [],
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
    PartyRegistered: {
      keys: ({ data: { testClockId } }) => (testClockId === null ? [] : [{ clock_id: testClockId }]),
      fold: (row, { data: { partyId } }) => ({ ...row!, parties: [...row!.parties, partyId] }),
    },
  },
});
