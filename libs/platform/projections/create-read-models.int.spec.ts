import { Pool } from 'pg';
import { createPool } from '@ledgerline/platform/postgres';
import { describeWithPostgres, testDatabase } from '@ledgerline/testing';
import { createReadModels, ReadModelChanged } from './create-read-models';
import { specimens, tallies } from './given-projections';
import { Projection } from './projection';

describeWithPostgres('creating read models', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pool: Pool;

  beforeEach(async () => {
    database = await testDatabase();
    pool = createPool({ url: database.appUrl, applicationName: 'create-read-models' });
  });

  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  const objects = async (): Promise<string[]> => {
    const { rows } = await pool.query<{ name: string }>(
      `select c.relkind::text || ' ' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'read_specimen' and c.relkind in ('r', 'v', 'i') order by 1`,
    );
    return rows.map((row) => row.name);
  };

  it('makes a table with its indexes and a view of each definition', async () => {
    await createReadModels(pool, specimens);
    expect(await objects()).toEqual([
      expect.stringMatching(/^i tallies_v1_[0-9a-f]{8}$/),
      'i tallies_v1_pkey',
      'i tally_days_v1_pkey',
      'i tally_entries_v1_pkey',
      'r tallies_v1',
      'r tally_days_v1',
      'r tally_entries_v1',
      'v tallies',
      'v tally_days',
      'v tally_entries',
    ]);
  });

  it('changes nothing when it runs again', async () => {
    await createReadModels(pool, specimens);
    const before = await objects();
    await createReadModels(pool, specimens);
    expect(await objects()).toEqual(before);
  });

  it('may run in two processes at once', async () => {
    await Promise.all([createReadModels(pool, specimens), createReadModels(pool, specimens)]);
    expect(await objects()).toHaveLength(10);
  });

  it('refuses columns that changed without a new version, and changes nothing then', async () => {
    await createReadModels(pool, specimens);
    const before = await objects();
    const changed = { ...tallies, columns: { ...tallies.columns, note: 'json' } } as Projection;
    const added = { ...tallies, name: 'tallies_beside' };
    await expect(createReadModels(pool, [added, changed])).rejects.toThrow(ReadModelChanged);
    expect(await objects()).toEqual(before);
  });

  it('begins a new version in a table of its own and goes on showing the old one', async () => {
    await createReadModels(pool, [tallies]);
    await pool.query(`insert into read_specimen.tallies_v1 (tally_id, last_position) values ('old', '')`);
    await createReadModels(pool, [{ ...tallies, version: 2 }]);
    expect((await pool.query('select from read_specimen.tallies')).rowCount).toBe(1);
    expect((await pool.query('select from read_specimen.tallies_v2')).rowCount).toBe(0);
  });

  it('adds an index to a table that is there already', async () => {
    await createReadModels(pool, [tallies]);
    await createReadModels(pool, [{ ...tallies, indexes: [...tallies.indexes, ['first_at desc']] }]);
    expect(await objects()).toHaveLength(5);
  });

  it.each<[string, Partial<Projection>]>([
    ['a name that is not plain', { name: 'tallies"; drop' }],
    ['a column that belongs to the runner', { columns: { ...tallies.columns, last_position: 'text' } }],
    ['a key that is no column', { key: ['nobody'] }],
    ['a key that cannot be compared', { key: ['extra'] }],
    ['an index on something else', { indexes: [['nobody']] }],
    ['an index with SQL in it', { indexes: [['total desc; drop']] }],
  ])('refuses %s', async (_what, wrong) => {
    await expect(createReadModels(pool, [{ ...tallies, ...wrong }])).rejects.toThrow();
    expect(await objects()).toEqual([]);
  });

  it('refuses two read models of one name', async () => {
    const twice = [tallies, { ...tallies, schema: 'read_other' }];
    await expect(createReadModels(pool, twice)).rejects.toThrow('two read models are called tallies');
  });
});
