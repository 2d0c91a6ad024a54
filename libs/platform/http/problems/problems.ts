import type { ProblemDefinition } from './problem-registry';

const SAME_KEY = 'Send the same request again with the same Idempotency-Key.';

type Given = Omit<ProblemDefinition, 'retryable' | 'outcome'> & Partial<ProblemDefinition>;

/** Nothing was done, and the same request would fare no better. */
const mistake = (given: Given): ProblemDefinition => ({
  retryable: false,
  outcome: 'not_executed',
  ...given,
});

/** Nothing was done, and the same request may pass later. */
const passing = (given: Given): ProblemDefinition => ({
  retryable: true,
  outcome: 'not_executed',
  retryAfterSeconds: 1,
  ...given,
});

const REQUEST_PROBLEMS = [
  mistake({
    code: 'bad-request',
    status: 400,
    title: 'The request is malformed',
    description: 'The request breaks the rules of HTTP: a bad URL, a wrong length, a broken head.',
  }),
  mistake({
    code: 'malformed-json',
    status: 400,
    title: 'The body is not JSON',
    description: 'The body could not be read as JSON. Check for missing quotes, commas and brackets.',
  }),
  mistake({
    code: 'not-found',
    status: 404,
    title: 'There is nothing here',
    description: 'No route has this method and path. All routes are listed at /docs.',
  }),
  passing({
    code: 'request-timeout',
    status: 408,
    title: 'The request took too long to arrive',
    description: 'The request did not arrive completely in time. Send it again, in one go.',
  }),
  mistake({
    code: 'body-too-large',
    status: 413,
    title: 'The body is too large',
    description: 'A body may have 256 KiB, a batch of usage 1 MiB. Send less, or split a batch.',
  }),
  mistake({
    code: 'unsupported-media-type',
    status: 415,
    title: 'The body is not declared as JSON',
    description: 'Bodies are read as JSON only. Send `Content-Type: application/json`.',
  }),
  mistake({
    code: 'validation-failed',
    status: 422,
    title: 'Something in the request is not as it must be',
    description:
      'Fields are missing, unknown or of the wrong form; `errors` names each and says what to write.',
  }),
  mistake({
    code: 'headers-too-large',
    status: 431,
    title: 'The head of the request is too large',
    description: 'All headers together may have 16 KiB. Send fewer or shorter ones.',
  }),
];

const KEY_PROBLEMS = [
  mistake({
    code: 'idempotency-key-missing',
    status: 422,
    title: 'The Idempotency-Key is missing',
    description:
      'Every command needs an `Idempotency-Key` header: a new one per command, the same one to retry.',
  }),
  mistake({
    code: 'idempotency-key-invalid',
    status: 422,
    title: 'The Idempotency-Key is not valid',
    description: 'An Idempotency-Key has 1 to 200 printable ASCII characters. A UUID will do.',
  }),
  mistake({
    code: 'idempotency-key-reused',
    status: 422,
    title: 'The Idempotency-Key belongs to another command',
    description: 'This key came before with another body. Use a new key for a new command.',
  }),
];

const ACCESS_PROBLEMS = [
  mistake({
    code: 'unauthenticated',
    status: 401,
    title: 'Who are you?',
    description:
      'The request has no valid key or session. Send `Authorization: Bearer <key>`, or sign in again.',
  }),
  mistake({
    code: 'forbidden',
    status: 403,
    title: 'This key may not do that',
    description: 'The role of the key or session does not reach here. The needed roles stand at /docs.',
  }),
  mistake({
    code: 'cross-site-request',
    status: 403,
    title: 'The request comes from another site',
    description:
      'A session changes things only from its own pages: same origin, `Content-Type: application/json`.',
  }),
  mistake({
    code: 'too-many-sign-ins',
    status: 429,
    title: 'Too many failed sign-ins',
    description:
      'Too many keys were wrong from this address. Wait as long as Retry-After says, then try again.',
    retryable: true,
  }),
];

const EXECUTION_PROBLEMS = [
  mistake({
    code: 'command-too-large',
    status: 413,
    title: 'The command is too large to be recorded',
    description:
      'One event holds 64 KiB and one command 1 MiB; the detail says which was passed. Shorten prompt, ' +
      'parameters or attributes; a request that would draw on hundreds of lots, ask for less at a time.',
  }),
  mistake({
    code: 'atomic-batch-refused',
    status: 409,
    title: 'Another item of the atomic batch was refused',
    description:
      'All items or none: one was refused, so nothing of the batch was done. Leave that one out, or send the ' +
      'items one by one; the refused one needs a new key.',
  }),
  mistake({
    code: 'internal',
    status: 500,
    title: 'Something broke',
    description: `A defect on our side; the request id finds it in the log. ${SAME_KEY}`,
    retryable: true,
    outcome: 'unknown',
  }),
  passing({
    code: 'overloaded',
    status: 503,
    title: 'Too much at once',
    description: `The queue is full and nothing was executed. ${SAME_KEY}`,
  }),
  passing({
    code: 'outcome-unknown',
    status: 503,
    title: 'The outcome is not known yet',
    description: `The log has not confirmed the command, and it may have happened. ${SAME_KEY}`,
    outcome: 'unknown',
  }),
  passing({
    code: 'log-unavailable',
    status: 503,
    title: 'The log cannot be reached',
    description: `The log, or the keys beside it, did not answer: certainly nothing was executed. ${SAME_KEY}`,
  }),
  passing({
    code: 'clock-skewed',
    status: 503,
    title: 'The clock of this instance is wrong',
    description: `This instance is more than 2 s off the clock of the log and decides nothing. ${SAME_KEY}`,
    retryAfterSeconds: 5,
  }),
  mistake({
    code: 'stream-halted',
    status: 503,
    title: 'This stream is halted',
    description: 'The stream holds something this build cannot read. An operator must look at it.',
  }),
  passing({
    code: 'shutting-down',
    status: 503,
    title: 'This instance is going down',
    description: `The instance finishes what it has and takes nothing new. ${SAME_KEY}`,
  }),
];

const READ_PROBLEMS = [
  passing({
    code: 'read-model-behind',
    status: 503,
    title: 'The read model is behind',
    description: 'The wished position was not reached in time. Ask again, or ask for less.',
  }),
  mistake({
    code: 'position-of-another-log',
    status: 422,
    title: 'The position is not one of this log',
    description:
      'A minimum position must come from an answer of this system, unchanged. After the log was restored to ' +
      'an earlier point, positions beyond that point are none of its own any more: what they stood for is gone.',
  }),
  mistake({
    code: 'read-model-of-another-log',
    status: 503,
    title: 'The read model is not of this log',
    description:
      'Its rows reflect what the log does not hold: an operator restored one of them and must reset it.',
  }),
  passing({
    code: 'not-ready',
    status: 503,
    title: 'Not ready',
    description: 'A part that this instance needs does not answer; `checks` names it.',
  }),
];

/** The codes of the edge: everything that can go wrong around a decision. Contexts add their refusals. */
export const EDGE_PROBLEMS: readonly ProblemDefinition[] = [
  ...REQUEST_PROBLEMS,
  ...KEY_PROBLEMS,
  ...ACCESS_PROBLEMS,
  ...EXECUTION_PROBLEMS,
  ...READ_PROBLEMS,
];
