import { Client, Pool } from 'pg';
import { AppliedMigration, Migration, SchemaMismatch, pendingMigrations, readMigrations } from './migrations';
import { createClient } from './pool';

export interface MigrationReport {
  /** Files applied by this run, in order. */
  readonly applied: readonly string[];
  /** The last file of the schema. */
  readonly version: string;
}

/** Any number: it only has to be the same for every process that migrates. */
const MIGRATION_LOCK = 7_163_042_118;

const TABLE = `
  create schema if not exists ledgerline;
  create table if not exists ledgerline.migrations (
    number integer primary key,
    file text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`;

/**
 * Brings the schema up to this build: each file in a transaction of its own, one process at a time.
 * @param url connection of the owner role
 * @throws SchemaMismatch when the schema is newer than the build or an applied file was changed
 */
export async function migrate(url: string, known = readMigrations()): Promise<MigrationReport> {
  const client = createClient({ url, applicationName: 'ledgerline-migrate', ...NO_TIMEOUTS });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(TABLE);
    const pending = pendingMigrations(known, await appliedMigrations(client));
    for (const migration of pending) await apply(client, migration);
    await grantReading(client);
    return { applied: pending.map(({ file }) => file), version: known.at(-1)!.file };
  } finally {
    await client.end();
  }
}

/**
 * For a process without the owner's connection: the schema must already be this build's.
 * @throws SchemaMismatch saying which migrations are missing, or that the schema is newer
 */
export async function assertSchemaCurrent(pool: Pool, known = readMigrations()): Promise<void> {
  const exists = await pool.query(`select to_regclass('ledgerline.migrations') as found`);
  const applied = exists.rows[0].found === null ? [] : await appliedMigrations(pool);
  const pending = pendingMigrations(known, applied);
  if (pending.length === 0) return;
  const missing = pending.map(({ file }) => file).join(', ');
  throw new SchemaMismatch(
    `the database lacks ${missing}: start once with DATABASE_OWNER_URL set, so that the schema is migrated`,
  );
}

/**
 * The migrations that {@link migrate} would apply, in order; nothing is changed.
 * @throws SchemaMismatch as migrate does
 */
export async function pendingFiles(url: string, known = readMigrations()): Promise<readonly string[]> {
  const client = createClient({ url, applicationName: 'ledgerline-migrate' });
  await client.connect();
  try {
    const { rows } = await client.query(`select to_regclass('ledgerline.migrations') as found`);
    const applied = rows[0].found === null ? [] : await appliedMigrations(client);
    return pendingMigrations(known, applied).map(({ file }) => file);
  } finally {
    await client.end();
  }
}

const NO_TIMEOUTS = { statementTimeoutMs: 0, lockTimeoutMs: 0, answerTimeoutMs: 0 };

async function appliedMigrations(client: Client | Pool): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query(
    'select number, file, checksum from ledgerline.migrations order by number',
  );
  return rows;
}

async function apply(client: Client, migration: Migration): Promise<void> {
  const { number, file, sql, checksum } = migration;
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into ledgerline.migrations (number, file, checksum) values ($1, $2, $3)', [
      number,
      file,
      checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new Error(`migration ${file} failed: ${(error as Error).message}`, { cause: error });
  }
}

/** The application reads which migrations are applied, so that it can refuse to start on another schema. */
async function grantReading(client: Client): Promise<void> {
  await client.query('grant usage on schema ledgerline to ledgerline_app');
  await client.query('grant select on ledgerline.migrations to ledgerline_app');
}
