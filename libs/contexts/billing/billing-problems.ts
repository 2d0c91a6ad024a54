import type { ProblemDefinition } from '@ledgerline/platform/http';
import { INVOICE_PROBLEMS } from './invoice-problems';
import { ORDER_PROBLEMS } from './order-problems';
import { SUBSCRIPTION_PROBLEMS } from './subscription-problems';

/** Every refusal of the commands of the billing context: the one place where reasons become words. */
export const BILLING_PROBLEMS: readonly ProblemDefinition[] = [
  ...INVOICE_PROBLEMS,
  ...ORDER_PROBLEMS,
  ...SUBSCRIPTION_PROBLEMS,
];
