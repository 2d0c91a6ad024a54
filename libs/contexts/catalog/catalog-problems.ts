import { ProblemDefinition } from '@ledgerline/platform/http';

/** The codes of the catalog's commands and queries. */
export const CATALOG_PROBLEMS: readonly ProblemDefinition[] = [
  {
    code: 'catalog-version-not-found',
    status: 404,
    title: 'There is no such version',
    retryable: false,
    outcome: 'not_executed',
    description: 'No version of the catalog has this number. All are listed at /v1/catalog/versions.',
  },
];
