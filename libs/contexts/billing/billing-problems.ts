import type { ProblemDefinition } from '@ledgerline/platform/http';

/** Every refusal of the commands of the billing context: the one place where reasons become words. */
export const BILLING_PROBLEMS: readonly ProblemDefinition[] = [];
