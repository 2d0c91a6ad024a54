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
];
