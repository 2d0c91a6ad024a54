import type { ProblemDefinition } from '@ledgerline/platform/http';

/** Every refusal of the commands of the referrals context: the one place where reasons become words. */
export const REFERRALS_PROBLEMS: readonly ProblemDefinition[] = [];
