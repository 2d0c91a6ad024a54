import type { CommandFamily } from '@ledgerline/platform/commands';
import type { TestClock } from './domain/test-clock/test-clock';
import type { TestClockEvent } from './domain/test-clock/test-clock-events';
import { testClockStream } from './streams/test-clock-stream';

/** What all commands on test clocks have in common. */
export const testClockFamily: CommandFamily<TestClock, TestClockEvent, undefined> = {
  stream: testClockStream,
  summaryName: 'testClock',
  summary: ({ status, time, target }) => (status === 'missing' ? undefined : { status, time, target }),
  // No party's: an id has no colon.
  ownerOf: (clockId) => `test-clock:${clockId}`,
  opensStream: ({ name }) => name === 'CreateTestClock',
};
