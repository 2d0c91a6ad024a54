import type { ProblemDefinition } from '@ledgerline/platform/http';

const refused = { retryable: false, outcome: 'refused' } as const;

/** The refusals of invoices. */
export const INVOICE_PROBLEMS: readonly ProblemDefinition[] = [
  {
    ...refused,
    code: 'invoice-not-found',
    status: 404,
    title: 'There is no such invoice',
    description: 'The account has no invoice or credit note of this id.',
    outcome: 'not_executed',
  },
  {
    ...refused,
    code: 'invoice-paid',
    status: 409,
    title: 'The invoice is paid',
    description: 'What was paid is not made void: refund its order, and a credit note follows.',
  },
  {
    ...refused,
    code: 'provider-invoice-taken',
    status: 409,
    title: 'Another invoice has this id at the provider',
    description: 'What a provider calls one invoice is no other’s. Look up which it was recorded for.',
  },
  {
    ...refused,
    code: 'provider-invoice-differs',
    status: 409,
    title: 'The provider knows the invoice by another id',
    description: 'What an invoice is called at its provider never changes; how it stands there may.',
    sentence: ({ known }) => `The provider knows this invoice as ${known}.`,
  },
  {
    ...refused,
    code: 'invoice-not-paid',
    status: 409,
    title: 'The invoice is not paid by this order',
    description: 'Only what an order has paid can be credited when its money goes back.',
  },
  {
    ...refused,
    code: 'invoice-not-issued',
    status: 409,
    title: 'The invoice has no number yet',
    description: 'A credit note names the number of the invoice that it corrects.',
  },
];
