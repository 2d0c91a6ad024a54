import { defineEvent } from '@ledgerline/kernel';
import { recordedStream } from '@ledgerline/platform/ledger';
import { evolveTestClock, NO_TEST_CLOCK, TestClock } from '../domain/test-clock/test-clock';
import type {
  TestClockAdvanceBegun,
  TestClockCreated,
  TestClockEvent,
  TestClockMoved,
} from '../domain/test-clock/test-clock-events';

/** The stream `testClock-<clockId>`: the time in which the parties live that are bound to it. */
export const testClockStream = recordedStream<'TestClock', TestClock, TestClockEvent, undefined>({
  name: 'TestClock',
  category: 'testClock',
  events: {
    TestClockAdvanceBegun: defineEvent<TestClockAdvanceBegun>(
      'TestClockAdvanceBegun',
      'ledgerline.test-clock.advance-begun.v1',
      {},
    ),
    TestClockCreated: defineEvent<TestClockCreated>(
      'TestClockCreated',
      'ledgerline.test-clock.created.v1',
      {},
    ),
    TestClockMoved: defineEvent<TestClockMoved>('TestClockMoved', 'ledgerline.test-clock.moved.v1', {}),
  },
  initial: () => NO_TEST_CLOCK,
  evolve: evolveTestClock,
  contextFor: () => undefined,
});
