import { NO_TEST_POSTGRES_VARIABLE } from '../postgres/test-postgres';
import { startTestPostgres } from '../postgres/test-server';
import { running } from './running';

/**
 * Before the first spec: one PostgreSQL for the run. Where none can run, the suites that need it are skipped
 * loudly, and under `CI=true` the run fails.
 */
export default async function globalSetup(): Promise<void> {
  try {
    running.postgres = await startTestPostgres();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // On a machine that judges, tests that did not run must not look like tests that passed.
    if (process.env.CI === 'true')
      throw new Error(`no PostgreSQL for the tests: ${reason}`, { cause: error });
    process.env[NO_TEST_POSTGRES_VARIABLE] = reason;
    console.warn(`\nNO POSTGRESQL FOR THE TESTS, every suite that needs it is skipped: ${reason}\n`);
  }
}
