import { ACCOUNT_PROBLEMS } from '@ledgerline/contexts/accounts';
import { CATALOG_PROBLEMS } from '@ledgerline/contexts/catalog';
import { EDGE_PROBLEMS, problemRegistry } from '@ledgerline/platform/http';
import { contexts } from './contexts';

/** Every code an answer can carry: the edge's, and each context's refusals. */
export const problems = problemRegistry(
  EDGE_PROBLEMS,
  ACCOUNT_PROBLEMS,
  CATALOG_PROBLEMS,
  ...contexts.map((context) => context.problems),
);
