import { Problem } from '@ledgerline/platform/http';
import { queryController, queryHandler, Reads } from '@ledgerline/platform/queries';
import { GetTestClock, getTestClock } from './test-clocks.queries';

const testClock = queryController({
  path: '/v1/test-clocks/:clockId',
  summary: 'A test clock: its time, where it is on its way to, and who lives in it',
  tag: 'test clocks',
  readers: 'finance',
  example: {
    clockId: 'year-2027',
    status: 'ready',
    time: '2027-01-01T00:00:00.000Z',
    target: null,
    parties: ['ada'],
    createdAt: '2026-11-21T09:00:00.000Z',
    position: '3f9a1c20-00000000000000000042',
  },
  problems: ['test-clock-not-found'],
  ask: ({ params, query }) => new GetTestClock(params.clockId!, query.minPosition),
});

async function answered(reads: Reads, question: GetTestClock) {
  const { clock, position } = await getTestClock(reads, question);
  if (!clock) throw new Problem('test-clock-not-found', { figures: { testClockId: question.clockId } });
  return { ...clock, position };
}

export const testClocksQueries = {
  controllers: [testClock],
  handlers: [queryHandler(GetTestClock, answered)],
};
