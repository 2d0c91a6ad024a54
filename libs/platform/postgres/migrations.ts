import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Migration {
  readonly number: number;
  /** File name, e.g. `0002-log.sql`. */
  readonly file: string;
  readonly sql: string;
  /** SHA-256 of the file: a file that was changed after it was applied is noticed. */
  readonly checksum: string;
}

const FILE = /^(\d{4})-[a-z0-9-]+\.sql$/;

/** Beside this file, in the sources as in the build: the build copies the folder. */
export const MIGRATIONS_FOLDER = join(__dirname, 'migrations');

/** Every numbered SQL file of a folder, in order. */
export function readMigrations(folder = MIGRATIONS_FOLDER): readonly Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => FILE.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { number: Number(FILE.exec(file)![1]), file, sql, checksum };
    });
  if (migrations.length === 0) throw new Error(`no migrations in ${folder}: the build did not copy them`);
  const twice = migrations.find(({ number }, at) => number === migrations[at - 1]?.number);
  if (twice) throw new Error(`two migrations have the number of ${twice.file}`);
  return migrations;
}

/** What stops a start: the database and this build do not fit together. The message says what to do. */
export class SchemaMismatch extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SchemaMismatch';
  }
}

export type AppliedMigration = Pick<Migration, 'number' | 'file' | 'checksum'>;

/**
 * What is still to be applied.
 * @throws SchemaMismatch when the schema is newer than the build, or an applied file was changed since
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const byNumber = new Map(known.map((migration) => [migration.number, migration]));
  for (const done of applied) {
    const migration = byNumber.get(done.number);
    if (!migration) throw new SchemaMismatch(newerSchema(known, done));
    if (migration.checksum !== done.checksum) {
      throw new SchemaMismatch(
        `migration ${migration.file} was changed after it had been applied: restore it and add a new file`,
      );
    }
  }
  const numbers = new Set(applied.map(({ number }) => number));
  return known.filter(({ number }) => !numbers.has(number));
}

function newerSchema(known: readonly Migration[], unknown: AppliedMigration): string {
  return (
    `the database's schema is newer than this build: it has migration ${unknown.file}, ` +
    `this build ends at ${known.at(-1)!.file}. Start a build that knows it.`
  );
}
