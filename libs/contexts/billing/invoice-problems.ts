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
