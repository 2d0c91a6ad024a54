import { ACCOUNT_PROBLEMS } from '@ledgerline/contexts/accounts';
import { CATALOG_PROBLEMS } from '@ledgerline/contexts/catalog';
import { EDGE_PROBLEMS, problemRegistry } from '@ledgerline/platform/http';

/** Every code an answer can carry: the edge's, and each context's refusals. */
export const problems = problemRegistry(EDGE_PROBLEMS, ACCOUNT_PROBLEMS, CATALOG_PROBLEMS);
