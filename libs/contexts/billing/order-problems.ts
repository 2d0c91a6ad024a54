import type { ProblemDefinition } from '@ledgerline/platform/http';

type Given = Omit<ProblemDefinition, 'retryable' | 'outcome'> & Partial<ProblemDefinition>;

const refusal = (given: Given): ProblemDefinition => ({ retryable: false, outcome: 'refused', ...given });

/** The refusals of orders and payments, and what is wrong with a webhook. */
export const ORDER_PROBLEMS: readonly ProblemDefinition[] = [
  refusal({
    code: 'purchase-unclear',
    status: 422,
    title: 'A package or an amount',
    description: 'A purchase names a package of the catalog or an amount of credits: one of them, not both.',
    outcome: 'not_executed',
  }),
  refusal({
    code: 'provider-not-set-up',
    status: 422,
    title: 'This provider is not set up',
    description: 'The installation takes no payments through this provider.',
    outcome: 'not_executed',
    sentence: ({ provider }) =>
      provider ? `Payments through ${provider} are not set up here.` : 'No payment provider is set up here.',
  }),
  refusal({
    code: 'unknown-package',
    status: 422,
    title: 'There is no such package',
    description: 'The catalog in force sells no package of this name.',
    outcome: 'not_executed',
    sentence: ({ package: name }) => `The catalog has no package “${name}”.`,
  }),
  refusal({
    code: 'currency-not-sold',
    status: 422,
    title: 'There is no price in this currency',
    description: 'The catalog in force names no price for this in the currency that was asked for.',
    outcome: 'not_executed',
    sentence: ({ currency, sold }) =>
      sold
        ? `This is sold in ${sold}, not in ${currency}.`
        : `Credits are sold in packs only: name a package, not an amount in ${currency}.`,
  }),
  refusal({
    code: 'nothing-to-pay',
    status: 422,
    title: 'There is nothing to pay',
    description: 'What costs nothing is no order: grant it instead.',
    outcome: 'not_executed',
  }),
  refusal({
    code: 'order-not-found',
    status: 404,
    title: 'There is no such order',
    description: 'This account never placed an order of this id.',
    outcome: 'not_executed',
  }),
  refusal({
    code: 'order-not-paid',
    status: 409,
    title: 'The order is not paid',
    description: 'Nothing was paid for this order, so nothing can be given back.',
  }),
  refusal({
    code: 'payment-not-found',
    status: 404,
    title: 'There is no such payment',
    description: 'No payment of this id came for this order.',
    sentence: ({ paymentId }) => `No payment “${paymentId}” came for this order.`,
  }),
  refusal({
    code: 'order-disputed',
    status: 409,
    title: 'The payment is disputed',
    description:
      'The buyer’s bank decides about this money first: what is refunded now could be taken a second time.',
  }),
  refusal({
    code: 'currency-differs',
    status: 422,
    title: 'The payment was made in another currency',
    description: 'What is given back is given back in the currency it was paid in.',
    sentence: ({ currency, asked }) => `This was paid in ${currency}, not in ${asked}.`,
  }),
  refusal({
    code: 'refund-without-amount',
    status: 422,
    title: 'A refund of nothing',
    description: 'The amount is above 0; left out, it is all that is left.',
  }),
  refusal({
    code: 'refund-above-rest',
    status: 409,
    title: 'More than is left of the payment',
    description: 'What was given back already, and what is asked for already, cannot be given back again.',
    sentence: ({ rest, currency }) => `Of this payment ${rest} ${currency} are left to be given back.`,
  }),
  refusal({
    code: 'payment-method-not-found',
    status: 404,
    title: 'There is no such payment method',
    description: 'The account keeps no payment method of this id; it may have been detached.',
    outcome: 'not_executed',
  }),
  refusal({
    code: 'webhook-invalid',
    status: 400,
    title: 'The webhook is not what it says',
    description:
      'Its signature does not match its bytes, it is older than 300 seconds, or it is not this provider’s. Nothing was stored.',
    outcome: 'not_executed',
  }),
];
