import type { Timestamp } from '@ledgerline/kernel';
import type { Evolvers } from '@ledgerline/platform/ledger';
import type { TestClockEvent } from './test-clock-events';

export interface TestClock {
  readonly status: 'missing' | 'ready' | 'advancing';
  /** It stands still there until it is advanced. */
  readonly time: Timestamp;
  /** Where it is on its way to. */
  readonly target: Timestamp | null;
}

export const NO_TEST_CLOCK: TestClock = { status: 'missing', time: '', target: null };

export const evolveTestClock: Evolvers<TestClock, TestClockEvent> = {
  TestClockCreated: (_clock, { time }) => ({ status: 'ready', time, target: null }),
  TestClockAdvanceBegun: (clock, { to }) => ({ ...clock, status: 'advancing', target: to }),
  TestClockMoved: (clock, { to, hasArrived }) =>
    hasArrived ? { status: 'ready', time: to, target: null } : { ...clock, time: to },
};
