import type { CommandSlice } from '@ledgerline/platform/commands';
import { TimestampText } from '@ledgerline/platform/http';
import type { TestClock } from '../../domain/test-clock/test-clock';
import type { TestClockEvent } from '../../domain/test-clock/test-clock-events';
import { AdvanceTestClock, advanceTestClock } from './advance-test-clock';

class AdvanceTestClockBody {
  @TimestampText()
  to!: string;
}

/** Sends a test clock forward; the reactor takes it there. */
export const advanceTestClockSlice: CommandSlice<
  AdvanceTestClockBody,
  AdvanceTestClock,
  TestClock,
  TestClockEvent,
  undefined
> = {
  name: 'AdvanceTestClock',
  route: {
    path: '/v1/test-clocks/:clockId/advance',
    tag: 'test clocks',
    summary: 'Send a test clock forward: whatever falls due on the way happens in its order, at its time',
    roles: [],
    refusals: [
      'test-clock-not-found',
      'test-clock-advancing',
      'test-clock-not-forward',
      'test-clock-too-far',
    ],
    examples: {
      body: { to: '2028-01-01T00:00:00.000Z' },
      facts: { clockId: 'year-2027', to: '2028-01-01T00:00:00.000Z' },
    },
  },
  body: AdvanceTestClockBody,
  streamId: ({ params }) => params.clockId!,
  command: ({ body, params }) => ({ clockId: params.clockId!, to: body.to }),
  decide: advanceTestClock,
  facts: (events, { params }) => {
    const begun = events.find((event) => event.type === 'TestClockAdvanceBegun');
    return { clockId: params.clockId, ...(begun && { to: begun.data.to }) };
  },
};
