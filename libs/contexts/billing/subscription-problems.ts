import { ProblemDefinition } from '@ledgerline/platform/http';

type Given = Pick<ProblemDefinition, 'code' | 'title' | 'description' | 'sentence'>;

const conflict = (given: Given): ProblemDefinition => ({
  ...given,
  status: 409,
  retryable: false,
  outcome: 'refused',
});

/** The refusals of subscriptions; `unknown-plan` and those of the account itself have words of their own. */
export const SUBSCRIPTION_PROBLEMS: readonly ProblemDefinition[] = [
  conflict({
    code: 'subscription-already-live',
    title: 'There is a subscription already',
    description: 'An account has one subscription at a time. Change its plan, or cancel it first.',
    sentence: ({ plan, status }) => `The account is subscribed to “${plan}” (${status}).`,
  }),
  conflict({
    code: 'no-live-subscription',
    title: 'There is no subscription',
    description: 'Nothing is subscribed to, or it has ended. Start one.',
  }),
  conflict({
    code: 'subscription-incomplete',
    title: 'The subscription has not begun',
    description: 'It waits for its first payment. Pay it, or cancel it now and start another one.',
  }),
  conflict({
    code: 'subscription-not-trialing',
    title: 'There is no trial to end',
    description: 'Only a trial that is under way can be ended early.',
    sentence: ({ status }) => `The subscription is ${status}.`,
  }),
  conflict({
    code: 'charge-open',
    title: 'A charge is not paid yet',
    description:
      'What is open is paid, or has failed for good, before the plan changes or another subscription starts.',
  }),
  conflict({
    code: 'charge-not-open',
    title: 'The charge is not open',
    description: 'It was paid before, or its subscription has ended. The money goes back.',
  }),
  conflict({
    code: 'no-failed-charge',
    title: 'No charge has failed',
    description: 'Only a charge that has failed can be tried again.',
  }),
  conflict({
    code: 'plan-not-offered',
    title: 'The plan is not sold',
    description: 'The catalog names the plan and no price for it.',
    sentence: ({ plan }) => `“${plan}” is not on sale.`,
  }),
  conflict({
    code: 'interval-not-offered',
    title: 'The plan is not sold for this interval',
    description: 'The catalog has no price of the plan for it.',
    sentence: ({ plan, interval }) => `“${plan}” is not sold ${String(interval).toLowerCase()}.`,
  }),
  conflict({
    code: 'seats-above-plan',
    title: 'The plan has fewer seats',
    description: 'Choose a larger plan.',
    sentence: ({ seats, included }) => `The plan has ${included} seats, not ${seats}.`,
  }),
  conflict({
    code: 'seats-below-members',
    title: 'There are more members than seats',
    description: 'Members leave first, or a larger plan is chosen.',
    sentence: ({ seats, members }) => `${members} members do not fit on ${seats} seats.`,
  }),
  conflict({
    code: 'subscription-currency-differs',
    title: 'The currency is another one',
    description: 'What is kept from a change of plan is taken off in its own currency only.',
    sentence: ({ currency, inForce }) => `The subscription is in ${inForce}, the plan in ${currency}.`,
  }),
  conflict({
    code: 'trial-already-used',
    title: 'The trial was used',
    description: 'Every account has one trial, whatever the plan.',
  }),
  conflict({
    code: 'trial-not-offered',
    title: 'The plan has no trial',
    description: 'Start the subscription without a trial.',
  }),
];
