import type { ProblemDefinition } from '@ledgerline/platform/http';

const decided = { outcome: 'refused', retryable: false } as const;
/** Of a stream that does not exist yet nothing is recorded. */
const unrecorded = { outcome: 'not_executed', retryable: false } as const;

/** The refusals of test clocks. That there is none is a refusal of parties too, and stands there. */
export const TEST_CLOCK_PROBLEMS: readonly ProblemDefinition[] = [
  {
    ...decided,
    code: 'test-clock-already-exists',
    status: 409,
    title: 'The test clock exists',
    description: 'Another test clock was made under this id.',
  },
  {
    ...unrecorded,
    code: 'test-clock-in-the-past',
    status: 422,
    title: 'A test clock begins now or later',
    description: 'What happens to a party is never earlier than its registration.',
    sentence: ({ now }) => `A test clock begins now (${now}) or later.`,
  },
  {
    ...decided,
    code: 'test-clock-too-far',
    status: 422,
    title: 'That is too far ahead',
    description: 'A test clock begins within ten years, and goes at most 800 days forward at once.',
    sentence: ({ latest }) => `At once it goes as far as ${latest}.`,
  },
  {
    ...decided,
    code: 'test-clock-advancing',
    status: 409,
    title: 'The test clock is on its way',
    description: 'It was sent forward and has not arrived; it takes the next way when its status is ready.',
    sentence: ({ time, target }) => `The clock stands at ${time}, on its way to ${target}.`,
  },
  {
    ...decided,
    code: 'test-clock-not-forward',
    status: 422,
    title: 'A test clock goes forward only',
    description: 'The time it is to go to is not later than the one it shows.',
    sentence: ({ time }) => `The clock shows ${time}; it goes forward only.`,
  },
];
