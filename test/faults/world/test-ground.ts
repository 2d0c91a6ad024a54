import { testDatabase, testPostgres } from '@ledgerline/testing';
import { Ground } from './ground';

/** A database of its own on the PostgreSQL of the test run, which others use as well. */
export async function testGround(): Promise<Ground> {
  const { adminUrl, ownerUrl, appUrl, drop } = await testDatabase();
  return { adminUrl, ownerUrl, appUrl, version: testPostgres().version, isOurs: false, stop: drop };
}
