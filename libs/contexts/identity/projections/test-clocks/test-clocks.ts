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
  last_position: string;
}

const clock = ({ data }: { data: { clockId: string } }) => [{ clock_id: data.clockId }];

/** Test clocks with the parties that live in their time. */
export const testClocksProjection = totalProjection<TestClockRow, TestClockEvent | PartyRegistered>({
  name: 'test_clocks',
  version: 1,
  schema: 'read_identity',
  columns: {
    clock_id: 'text',
    time: 'timestamp',
    target: 'timestamp',
    parties: 'json',
    created_at: 'timestamp',
    last_position: 'text',
  },
  key: ['clock_id'],
  indexes: [],
  financial: false,
  on: {
    TestClockCreated: {
      keys: clock,
      fold: (_row, { data: { clockId, time }, at, position }) => ({
        ...{ clock_id: clockId, time, target: null, parties: [], created_at: at },
        last_position: position,
      }),
    },
    TestClockAdvanceBegun: {
      keys: clock,
      fold: (row, { data: { to }, position }) => ({ ...row!, target: to, last_position: position }),
    },
    TestClockMoved: {
      keys: clock,
      fold: (row, { data: { to, hasArrived }, position }) => ({
        ...row!,
        ...{ time: to, target: hasArrived ? null : row!.target, last_position: position },
      }),
    },
    PartyRegistered: {
      keys: ({ data: { testClockId } }) => (testClockId === null ? [] : [{ clock_id: testClockId }]),
      fold: (row, { data: { partyId }, position }) => ({
        ...row!,
        ...{ parties: [...row!.parties, partyId], last_position: position },
      }),
    },
  },
});
