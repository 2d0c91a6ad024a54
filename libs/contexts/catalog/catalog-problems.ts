import { ProblemDefinition } from '@ledgerline/platform/http';

const refused = { retryable: false, outcome: 'refused' } as const;

/** The codes of the catalog's commands and queries. */
export const CATALOG_PROBLEMS: readonly ProblemDefinition[] = [
  {
    ...refused,
    code: 'catalog-conflict',
    status: 409,
    title: 'Somebody else has published meanwhile',
    description:
      'The version in force is not the one this edit started from. Look at what changed, then publish again.',
    sentence: ({ expectedVersion, version }) =>
      `This edit started from version ${expectedVersion}; version ${version} is in force now.`,
  },
  {
    ...refused,
    code: 'catalog-incompatible',
    status: 422,
    title: 'A limit may not count otherwise under its name',
    description: 'A limit that has counted keeps kind, measure and duration: its name stands for its count.',
  },
  {
    code: 'catalog-version-not-found',
    status: 404,
    title: 'There is no such version',
    retryable: false,
    outcome: 'not_executed',
    description: 'No version of the catalog has this number. All are listed at /v1/catalog/versions.',
  },
];
