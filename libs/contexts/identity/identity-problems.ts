import type { ProblemDefinition } from '@ledgerline/platform/http';
import { PARTY_PROBLEMS } from './party-problems';
import { TEST_CLOCK_PROBLEMS } from './test-clock-problems';

/** Every refusal of the commands of the identity context: the one place where reasons become words. */
export const IDENTITY_PROBLEMS: readonly ProblemDefinition[] = [...PARTY_PROBLEMS, ...TEST_CLOCK_PROBLEMS];
