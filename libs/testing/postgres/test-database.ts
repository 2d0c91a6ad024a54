import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createClient, urlFor } from '@ledgerline/platform/postgres';
import { testPostgres } from './test-postgres';

export interface TestDatabase {
  readonly name: string;
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Another database with what this one holds now, as a restored backup would; nobody may be connected. */
  copy(): Promise<TestDatabase>;
  drop(): Promise<void>;
}

/**
 * A fresh, migrated database for one spec file: a copy of the run's template with a log identity of its own.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const database = await databaseLike('ledgerline_template');
  await withClient(database.ownerUrl, (client) =>
    client.query('update log.head set store_id = $1', [`pg${randomBytes(5).toString('hex')}`]),
  );
  return database;
}

async function databaseLike(template: string): Promise<TestDatabase> {
  const server = testPostgres();
  const database = `test_${randomBytes(6).toString('hex')}`;
  await withClient(server.adminUrl, async (client) => {
    await client.query(`create database ${database} template ${template} owner ledgerline_owner`);
    // Rights on the database itself are not copied.
    await client.query(`grant create, connect on database ${database} to ledgerline_app`);
  });
  return {
    name: database,
    adminUrl: urlFor(server.adminUrl, { database }),
    ownerUrl: urlFor(server.ownerUrl, { database }),
    appUrl: urlFor(server.appUrl, { database }),
    copy: () => databaseLike(database),
    drop: () =>
      withClient(server.adminUrl, async (client) => {
        await client.query(`drop database if exists ${database} with (force)`);
      }),
  };
}

/** Opens one connection, uses it, closes it. */
export async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient({ url, applicationName: 'ledgerline-test' });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
