import type { ProblemDefinition } from '@ledgerline/platform/http';

type Given = Omit<ProblemDefinition, 'retryable' | 'outcome'> & Partial<ProblemDefinition>;

const refusal = (given: Given): ProblemDefinition => ({ retryable: false, outcome: 'refused', ...given });

/** Every refusal of the commands of the referrals context: the one place where reasons become words. */
export const REFERRALS_PROBLEMS: readonly ProblemDefinition[] = [
  refusal({
    code: 'program-not-found',
    status: 404,
    title: 'There is no such referral program',
    description: 'This party opened no referral program. Open one first.',
  }),
  refusal({
    code: 'program-already-exists',
    status: 409,
    title: 'The referral program exists',
    description: 'A party has one referral program, and this one has theirs already.',
    sentence: ({ code }) => `This party has a referral program already, under the code ${code}.`,
  }),
  refusal({
    code: 'code-taken',
    status: 409,
    title: 'The code is somebody else’s',
    description: 'A referral code belongs to one party for ever. Choose another.',
    sentence: ({ code }) => `The code ${code} belongs to somebody else.`,
  }),
  refusal({
    code: 'referrals-not-offered',
    status: 409,
    title: 'Referrals are not offered',
    description: 'The catalog in force has no rule for referrals.',
  }),
  refusal({
    code: 'custom-url-not-allowed',
    status: 422,
    title: 'The program may not lead there',
    description:
      'A program leads to an https address without user and password; where the system is developed, to a ' +
      'loopback address too.',
  }),
  refusal({
    code: 'referral-code-not-found',
    status: 404,
    title: 'There is no such referral code',
    description: 'No program has this code.',
    outcome: 'not_executed',
  }),
  refusal({
    code: 'program-inactive',
    status: 409,
    title: 'The referral program is inactive',
    description: 'It brings nobody new until it is active again. Reactivate it first.',
  }),
  refusal({
    code: 'self-referral',
    status: 409,
    title: 'Nobody refers themselves',
    description: 'This is the e-mail address of the program’s own owner. Invite somebody else.',
  }),
  refusal({
    code: 'invitation-limit-reached',
    status: 409,
    title: 'Too many invitations in a day',
    description: 'A program asks only so many people to come in a day (UTC). Invite the others tomorrow.',
    sentence: ({ invitationsPerDayMax }) =>
      `A program sends ${invitationsPerDayMax} invitations a day, and this one has.`,
  }),
  refusal({
    code: 'invitation-not-open',
    status: 409,
    title: 'The invitation is over',
    description: 'It was accepted by somebody, has expired, or never was: who signs up came without it.',
  }),
  refusal({
    code: 'referral-not-found',
    status: 404,
    title: 'Nobody brought this party',
    description: 'This party signed up without a referral code: there is no referral to reward.',
  }),
  refusal({
    code: 'referral-rejected',
    status: 409,
    title: 'The referral was rejected',
    description: 'It was no referral: of oneself, in a circle, or by a code that was not in force.',
  }),
  refusal({
    code: 'reward-already-granted',
    status: 409,
    title: 'They were rewarded already',
    description: 'For one referral nobody is given anything twice.',
  }),
  refusal({
    code: 'reward-not-found',
    status: 404,
    title: 'There is no such reward',
    description: 'The program never took this reward.',
  }),
  refusal({
    code: 'reward-limit-reached',
    status: 409,
    title: 'Too many rewards in a day',
    description: 'The program earned as many rewards today as the catalog allows a program in a day.',
  }),
  refusal({
    code: 'payout-method-not-offered',
    status: 422,
    title: 'Payouts are not made that way here',
    description: 'No provider of this method is configured in this installation. Choose another method.',
  }),
  refusal({
    code: 'payout-destination-missing',
    status: 422,
    title: 'The payout names no destination',
    description: 'Say in `destination` where the money goes; store credit alone needs none.',
  }),
  refusal({
    code: 'payout-below-minimum',
    status: 422,
    title: 'The payout is below the minimum',
    description: 'The catalog says how much a payout is at least.',
    sentence: ({ minimum, currency }) => `A payout is at least ${minimum} ${currency}.`,
  }),
  refusal({
    code: 'payout-above-available',
    status: 409,
    title: 'So much is not available',
    description: 'Available is what has vested and is neither paid out nor set aside for another payout.',
    sentence: ({ asked, available, currency }) =>
      `${asked} ${currency} were asked for and ${available} ${currency} are available.`,
  }),
  refusal({
    code: 'store-credit-not-offered',
    status: 409,
    title: 'There is no store credit in this currency',
    description: 'The catalog has no price of a credit in this currency, so money cannot become credits.',
  }),
  refusal({
    code: 'payout-not-found',
    status: 404,
    title: 'There is no such payout',
    description: 'This account has no payout of this id.',
  }),
  refusal({
    code: 'payout-batch-not-found',
    status: 404,
    title: 'There is no such batch of payouts',
    description: 'Nobody started a batch of this id.',
    outcome: 'not_executed',
  }),
  refusal({
    code: 'no-payouts-pending',
    status: 409,
    title: 'There is nothing to start',
    description:
      'No payout of this method and currency waits, or the oldest of them is larger than the amount.',
  }),
  refusal({
    code: 'payout-not-pending',
    status: 409,
    title: 'The payout is no longer pending',
    description: 'Only a payout that nobody has started can be started or canceled.',
    sentence: ({ status }) => `The payout is ${String(status).toLowerCase()}.`,
  }),
  refusal({
    code: 'payout-not-covered',
    status: 409,
    title: 'The payout is not covered any more',
    description:
      'Of what the program earned so much was clawed back since that it owes: cancel the payout, and what is ' +
      'left is available.',
    sentence: ({ owed, currency }) =>
      `The program owes ${owed} ${currency}: what was clawed back comes first.`,
  }),
  refusal({
    code: 'payout-not-processing',
    status: 409,
    title: 'The payout is not under way',
    description: 'Only a payout that was started can be completed or fail.',
    sentence: ({ status }) => `The payout is ${String(status).toLowerCase()}.`,
  }),
  refusal({
    code: 'payout-not-by-hand',
    status: 409,
    title: 'The payout is not made by hand',
    description:
      'What becomes of a payout by a provider, the provider says; only a bank transfer is made by hand.',
  }),
];
