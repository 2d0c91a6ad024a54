import { ProblemDefinition } from '@ledgerline/platform/http';
import { POLICY_PROBLEMS, refusal } from './policy-problems';
import { creditsSentence, limitSentence } from './sentences';

/**
 * Every refusal of an account's commands, in their order of precedence: the one place where reasons become
 * words.
 */
export const ACCOUNT_PROBLEMS: readonly ProblemDefinition[] = [
  refusal({
    code: 'account-not-found',
    status: 404,
    title: 'There is no such account',
    description: 'No account was opened for this id. Nothing is recorded; open it first.',
    outcome: 'not_executed',
  }),
  refusal({
    code: 'account-already-exists',
    status: 409,
    title: 'The account exists',
    description: 'Every owner has one account, and this one has theirs already.',
  }),
  refusal({
    code: 'unknown-tier',
    status: 422,
    title: 'There is no such tier',
    description: 'The catalog in force has no tier of this name.',
    outcome: 'not_executed',
    sentence: ({ tier }) => `The catalog has no tier “${tier}”.`,
  }),
  refusal({
    code: 'account-closed',
    status: 409,
    title: 'The account is closed',
    description: 'A closed account takes no new generations and grants. Reopen it first.',
  }),
  refusal({
    code: 'too-many-refusals',
    status: 429,
    title: 'Refused too often within a minute',
    description:
      'An account records at most 60 refusals a minute; this one was not recorded. Wait, then ask with the same key.',
    outcome: 'not_executed',
    retryable: true,
    retryAfterSeconds: 60,
    sentence: ({ refusals }) => `This account was refused ${refusals} times within a minute. Wait a minute.`,
  }),
  refusal({
    code: 'generation-already-exists',
    status: 409,
    title: 'The generation exists',
    description: 'A generation of this id was requested before, with other content. Choose another id.',
  }),
  refusal({
    code: 'generation-not-found',
    status: 404,
    title: 'There is no such generation',
    description: 'This account never requested a generation of this id.',
  }),
  refusal({
    code: 'generation-expired',
    status: 409,
    title: 'The generation expired too long ago',
    description: 'A generation may be completed until 7 days after its hold expired.',
    sentence: ({ lateUntil }) => `The hold expired, and completing late was possible until ${lateUntil}.`,
  }),
  refusal({
    code: 'generation-already-resolved',
    status: 409,
    title: 'The generation is resolved',
    description:
      'A generation ends once: completed, failed, cancelled or expired. This one has ended otherwise.',
    sentence: ({ state, resolvedAt }) =>
      `The generation was ${String(state).toLowerCase()} at ${resolvedAt}.`,
  }),
  refusal({
    code: 'deadline-too-far',
    status: 422,
    title: 'A hold lasts 24 hours at most',
    description: 'Extensions included, a hold lasts at most 24 hours from its request.',
    sentence: ({ latestDeadline }) => `This hold can last until ${latestDeadline} at most.`,
  }),
  refusal({
    code: 'unknown-action',
    status: 404,
    title: 'There is no such action',
    description: 'The catalog does not name this action, and says that unknown actions are refused.',
    sentence: ({ action }) => `The catalog has no action “${action}”.`,
  }),
  refusal({
    code: 'unpriced-model',
    status: 422,
    title: 'The model has no price',
    description: 'The action is priced by model, and neither this model nor a fallback has a price.',
    sentence: ({ action, model }) => `“${action}” has no price for the model “${model}”.`,
  }),
  refusal({
    code: 'estimate-required',
    status: 422,
    title: 'An upper bound is needed',
    description:
      'The action is priced or limited by tokens, and the catalog has no bound of its own: say `estimate.inputTokens` and ' +
      '`estimate.outputTokens` of a generation, `inputTokens` and `outputTokens` of usage.',
  }),
  refusal({
    code: 'limit-reached',
    status: 429,
    title: 'A limit is reached',
    description:
      'One limit of the action has no room. The refusal is final for this key; ask with a new key after `newKeyAfter`.',
    sentence: limitSentence,
    extras: ({ resetAt }) => ({ newKeyAfter: resetAt }),
  }),
  refusal({
    code: 'insufficient-credits',
    status: 402,
    title: 'Not enough credits',
    description: 'The upper bound of the cost is not available. The refusal is final for this key.',
    sentence: creditsSentence,
  }),
  refusal({
    code: 'reference-conflict',
    status: 409,
    title: 'The reference was granted with another amount',
    description: 'A reference names one external act, and is granted once per type, with one amount.',
    sentence: ({ reference, granted, asked }) =>
      `“${reference}” was granted ${granted} credits before; now ${asked} were asked for.`,
  }),
  refusal({
    code: 'grant-expires-before-effect',
    status: 422,
    title: 'The grant would never take effect',
    description: 'A grant expires after it takes effect, and in the future.',
  }),
  ...POLICY_PROBLEMS,
  refusal({
    code: 'cost-too-large',
    status: 422,
    title: 'No account could pay this',
    description:
      'The usage told comes to more than 10¹² credits: a figure is in another unit. Complete it with the right ones.',
    sentence: ({ cost }) => `The usage told comes to ${cost} credits.`,
  }),
  refusal({
    code: 'balance-too-large',
    status: 422,
    title: 'The balance would be too large',
    description: 'An account holds at most 10¹² credits.',
  }),
];
