import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migration, SchemaMismatch, pendingMigrations, readMigrations } from './migrations';

const migration = (number: number, checksum = `sum-${number}`): Migration => {
  return { number, file: `${String(number).padStart(4, '0')}-step.sql`, sql: 'select 1', checksum };
};

describe('numbered migrations', () => {
  it('are pending until they are applied, in order, gaps filled', () => {
    const known = [1, 2, 5].map((number) => migration(number));
    expect(pendingMigrations(known, [])).toEqual(known);
    expect(pendingMigrations(known, [known[0]!, known[2]!])).toEqual([known[1]]);
    expect(pendingMigrations(known, known)).toEqual([]);
  });

  it('refuse a schema newer than the build, naming both versions', () => {
    const attempt = () => pendingMigrations([migration(1)], [migration(1), migration(2)]);
    expect(attempt).toThrow(SchemaMismatch);
    expect(attempt).toThrow(
      /newer than this build: it has migration 0002-step.sql, .* ends at 0001-step.sql/,
    );
  });

  it('refuse a file that was changed after it had been applied', () => {
    const attempt = () => pendingMigrations([migration(1)], [migration(1, 'other')]);
    expect(attempt).toThrow(/0001-step.sql was changed after it had been applied/);
  });

  describe('as files', () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ledgerline-migrations-'))));
    afterEach(() => rmSync(folder, { recursive: true }));

    it('are read by number, and nothing else in the folder is', () => {
      for (const file of ['0100-b.sql', '0002-a.sql', 'schema.sql', 'README.md'])
        writeFileSync(join(folder, file), '');
      expect(readMigrations(folder).map(({ file }) => file)).toEqual(['0002-a.sql', '0100-b.sql']);
    });

    it('may not share a number', () => {
      for (const file of ['0002-a.sql', '0002-b.sql']) writeFileSync(join(folder, file), '');
      expect(() => readMigrations(folder)).toThrow(/two migrations have the number of 0002-b.sql/);
    });

    it('are missed loudly when the build did not copy them', () => {
      expect(() => readMigrations(folder)).toThrow(/no migrations in .*: the build did not copy them/);
    });
  });
});
