import { ProblemDefinition } from '@ledgerline/platform/http';

type Given = Omit<ProblemDefinition, 'retryable' | 'outcome'> & Partial<ProblemDefinition>;

/** Decided and recorded: the same key hears the same for ever. */
export const refusal = (given: Given): ProblemDefinition => ({
  retryable: false,
  outcome: 'refused',
  ...given,
});

/** The refusals of plans, limits of an account's own, and credits taken or given back. */
export const POLICY_PROBLEMS: readonly ProblemDefinition[] = [
  refusal({
    code: 'credits-disabled',
    status: 409,
    title: 'Credits are switched off',
    description:
      'This installation runs with CREDITS_ENABLED=false: quotas alone decide, nothing is granted.',
    outcome: 'not_executed',
  }),
  refusal({
    code: 'analytics-disabled',
    status: 404,
    title: 'Analytics are switched off',
    description:
      'This installation runs with USAGE_ANALYTICS_ENABLED=false: figures for looking at are not kept up. ' +
      'Balances, limits, statement and audit are.',
    outcome: 'not_executed',
  }),
  refusal({
    code: 'rollover-needs-expiry',
    status: 422,
    title: 'Only what lapses rolls over',
    description: 'A grant with `rollover` says in `expiresAt` when the kept part is taken over.',
  }),
  refusal({
    code: 'unknown-plan',
    status: 422,
    title: 'There is no such plan',
    description: 'The catalog in force has no plan of this name.',
    sentence: ({ plan }) => `The catalog has no plan “${plan}”.`,
  }),
  refusal({
    code: 'unknown-limit',
    status: 404,
    title: 'There is no such limit',
    description: 'The catalog in force has no limit of this name.',
    sentence: ({ limit }) => `The catalog has no limit “${limit}”.`,
  }),
  refusal({
    code: 'limit-value-invalid',
    status: 422,
    title: 'The limit cannot have this value',
    description:
      'Counts and tokens are whole numbers, credits and cost decimals of at most 6 places; -1 is unlimited.',
    sentence: ({ limit, measure, value }) =>
      `“${value}” is no value for “${limit}”, which measures ${measure}.`,
  }),
  refusal({
    code: 'override-ends-in-the-past',
    status: 422,
    title: 'The override would never apply',
    description: 'An override ends in the future, or never.',
    sentence: ({ until, now }) => `It would have ended at ${until}; now it is ${now}.`,
  }),
  refusal({
    code: 'override-not-found',
    status: 404,
    title: 'There is no such override',
    description: 'This account, or this member of it, has no value of its own for the limit.',
  }),
  refusal({
    code: 'limit-kind-mismatch',
    status: 409,
    title: 'The limit counts otherwise',
    description: 'Only what is counted for life can be removed, and only a gauge can be set or moved.',
    sentence: ({ limit, kind, expected }) => `“${limit}” is of kind ${kind}; this is for ${expected} limits.`,
  }),
  refusal({
    code: 'nothing-to-remove',
    status: 409,
    title: 'So much was never counted',
    description: 'What is removed was counted before.',
    sentence: ({ current, requested }) => `${current} are counted; ${requested} cannot be removed.`,
  }),
  refusal({
    code: 'gauge-below-zero',
    status: 409,
    title: 'A gauge is never below zero',
    description: 'The gauge would fall below zero.',
    sentence: ({ limit, current }) => `“${limit}” stands at ${current}.`,
  }),
  refusal({
    code: 'gauge-too-large',
    status: 422,
    title: 'The gauge would be too large',
    description: 'A gauge counts to 9007199254740991 at most.',
  }),
  refusal({
    code: 'lot-not-found',
    status: 404,
    title: 'There is no such lot',
    description: 'The account has no lot of this id with anything unspent in it.',
  }),
  refusal({
    code: 'generation-not-completed',
    status: 409,
    title: 'The generation was not charged',
    description: 'Only a completed generation has been charged and can be refunded.',
  }),
  refusal({
    code: 'refund-exceeds-charge',
    status: 409,
    title: 'More than was charged',
    description: 'All refunds of a generation together never exceed what it was charged.',
    sentence: ({ charged, refunded, asked }) =>
      `${charged} credits were charged and ${refunded} refunded; ${asked} more cannot be.`,
  }),
];
