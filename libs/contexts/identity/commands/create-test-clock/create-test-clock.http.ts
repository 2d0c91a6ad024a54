import { IsOptional } from 'class-validator';
import type { CommandSlice } from '@ledgerline/platform/commands';
import { Identifier, TimestampText } from '@ledgerline/platform/http';
import type { TestClock } from '../../domain/test-clock/test-clock';
import type { TestClockEvent } from '../../domain/test-clock/test-clock-events';
import { CreateTestClock, createTestClock } from './create-test-clock';

class CreateTestClockBody {
  @IsOptional()
  @Identifier()
  clockId?: string;

  @TimestampText()
  time!: string;
}

/** A time of its own for the parties that are then registered with it. */
export const createTestClockSlice: CommandSlice<
  CreateTestClockBody,
  CreateTestClock,
  TestClock,
  TestClockEvent,
  undefined
> = {
  name: 'CreateTestClock',
  route: {
    path: '/v1/test-clocks',
    tag: 'test clocks',
    summary: 'Make a clock for tests; parties are bound to it when they are registered',
    roles: [],
    acceptedStatus: 201,
    refusals: ['test-clock-already-exists', 'test-clock-in-the-past', 'test-clock-too-far'],
    examples: {
      body: { clockId: 'year-2027', time: '2027-01-01T00:00:00.000Z' },
      facts: { clockId: 'year-2027', time: '2027-01-01T00:00:00.000Z' },
    },
  },
  body: CreateTestClockBody,
  streamId: ({ body, newId }) => body.clockId ?? newId,
  gather: (_request, { streamId }) => Promise.resolve(streamId),
  command: ({ body }, clockId) => ({ clockId: clockId as string, time: body.time }),
  decide: createTestClock,
  facts: (events) => {
    const created = events.find((event) => event.type === 'TestClockCreated');
    return created ? { clockId: created.data.clockId, time: created.data.time } : {};
  },
};
