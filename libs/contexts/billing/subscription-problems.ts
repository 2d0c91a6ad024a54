import { ProblemDefinition } from '@ledgerline/platform/http';

const conflict = (
  code: string,
  title: string,
  description: string,
  sentence?: ProblemDefinition['sentence'],
): ProblemDefinition => ({
  ...{ code, status: 409, title, description, retryable: false, outcome: 'refused' },
  ...(sentence && { sentence }),
});

/** The refusals of subscriptions; `unknown-plan` and those of the account itself have words of their own. */
export const SUBSCRIPTION_PROBLEMS: readonly ProblemDefinition[] = [
  conflict(
    'subscription-already-live',
    'There is a subscription already',
    'An account has one subscription at a time. Change its plan, or cancel it first.',
    ({ plan, status }) => `The account is subscribed to “${plan}” (${status}).`,
  ),
  conflict(
    'no-live-subscription',
    'There is no subscription',
    'Nothing is subscribed to, or it has ended. Start one.',
  ),
  conflict(
    'subscription-incomplete',
    'The subscription has not begun',
    'It waits for its first payment. Pay it, or cancel it now and start another one.',
  ),
  conflict(
    'subscription-not-trialing',
    'There is no trial to end',
    'Only a trial that is under way can be ended early.',
    ({ status }) => `The subscription is ${status}.`,
  ),
  conflict(
    'charge-open',
    'A charge is not paid yet',
    'What is open is paid, or has failed for good, before the plan changes or another subscription starts.',
  ),
  conflict(
    'charge-not-open',
    'The charge is not open',
    'It was paid before, or its subscription has ended. The money goes back.',
  ),
  conflict('no-failed-charge', 'No charge has failed', 'Only a charge that has failed can be tried again.'),
  conflict(
    'plan-not-offered',
    'The plan is not sold',
    'The catalog names the plan and no price for it.',
    ({ plan }) => `“${plan}” is not on sale.`,
  ),
  conflict(
    'interval-not-offered',
    'The plan is not sold for this interval',
    'The catalog has no price of the plan for it.',
    ({ plan, interval }) => `“${plan}” is not sold ${String(interval).toLowerCase()}.`,
  ),
  conflict(
    'seats-above-plan',
    'The plan has fewer seats',
    'Choose a larger plan.',
    ({ seats, included }) => `The plan has ${included} seats, not ${seats}.`,
  ),
  conflict(
    'seats-below-members',
    'There are more members than seats',
    'Members leave first, or a larger plan is chosen.',
    ({ seats, members }) => `${members} members do not fit on ${seats} seats.`,
  ),
  conflict(
    'currency-differs',
    'The currency is another one',
    'What is kept from a change of plan is taken off in its own currency only.',
    ({ currency, inForce }) => `The subscription is in ${inForce}, the plan in ${currency}.`,
  ),
  conflict('trial-already-used', 'The trial was used', 'Every account has one trial, whatever the plan.'),
  conflict('trial-not-offered', 'The plan has no trial', 'Start the subscription without a trial.'),
];
