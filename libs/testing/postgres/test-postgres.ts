/** The PostgreSQL of this Jest run, as the global setup left it in the environment. */
export interface TestPostgres {
  readonly adminUrl: string;
  /** Of the template; {@link testDatabase} gives those of a database of one's own. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly version: string;
}

export const TEST_POSTGRES_VARIABLE = 'LEDGERLINE_TEST_POSTGRES';
export const NO_TEST_POSTGRES_VARIABLE = 'LEDGERLINE_TEST_POSTGRES_MISSING';

/** @throws when the run has none; suites that need one are declared with {@link describeWithPostgres} */
export function testPostgres(): TestPostgres {
  const described = process.env[TEST_POSTGRES_VARIABLE];
  if (described) return JSON.parse(described);
  const reason = process.env[NO_TEST_POSTGRES_VARIABLE] ?? 'libs/testing/jest/global-setup.ts did not run';
  throw new Error(`this test run has no PostgreSQL: ${reason}`);
}

/** Why this run has no PostgreSQL; undefined when it has one. */
export function missingPostgres(): string | undefined {
  const missing = process.env[NO_TEST_POSTGRES_VARIABLE];
  return missing === undefined ? undefined : `no PostgreSQL runs here, ${missing.replace(/[[\]]/g, '')}`;
}

/** A suite that needs PostgreSQL. Where none can run it is skipped, and the reason is listed at the end. */
export function describeWithPostgres(name: string, suite: () => void): void {
  const missing = missingPostgres();
  if (missing === undefined) describe(name, suite);
  else describe.skip(`${name} [skipped: ${missing}]`, suite);
}
