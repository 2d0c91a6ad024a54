import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestDatabase, describeWithPostgres, testDatabase } from '@ledgerline/testing';
import { describeSchema } from './describe-schema';
import { MIGRATIONS_FOLDER } from './migrations';

const FILE = join(MIGRATIONS_FOLDER, 'schema.sql');
const HINT = 'run this test with LEDGERLINE_WRITE_SCHEMA=1, look at the difference, commit it';

describeWithPostgres('the committed schema', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database?.drop());

  it(`is what all migrations together come to (else ${HINT})`, async () => {
    const described = await describeSchema(database.ownerUrl);
    if (process.env.LEDGERLINE_WRITE_SCHEMA === '1') writeFileSync(FILE, described);
    expect(existsSync(FILE) ? readFileSync(FILE, 'utf8') : '').toBe(described);
  });

  it('gives the public nothing, in no schema of ours', async () => {
    expect(await describeSchema(database.ownerUrl)).not.toMatch(/to public;/);
  });
});
