import { Pool } from 'pg';
import { TestDatabase, describeWithPostgres, tcpProxy, testDatabase } from '@ledgerline/testing';
import { assertSchemaCurrent, migrate } from './migrate';
import { Migration, readMigrations } from './migrations';
import { createPool } from './pool';

const later = (number: number, sql: string): Migration => {
  return { number, file: `${number}-later.sql`, sql, checksum: `sum-${number}` };
};

describeWithPostgres('migrating', () => {
  let database: TestDatabase;
  let app: Pool;

  beforeEach(async () => {
    database = await testDatabase();
    app = createPool({ url: database.appUrl, applicationName: 'test-app', connectionsMax: 2 });
  });
  afterEach(async () => {
    await app.end();
    await database.drop();
  });

  it('applies each file once, also when several processes start at the same instant', async () => {
    const known = [...readMigrations(), later(9001, 'create table keys.later (n int)')];
    const reports = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl, known)));
    expect(reports.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 1]);
    expect(reports[0]!.version).toBe('9001-later.sql');
  });

  it('keeps nothing of a file that fails, and names it', async () => {
    const known = [...readMigrations(), later(9001, 'create table keys.half (n int); select 1 / 0')];
    await expect(migrate(database.ownerUrl, known)).rejects.toThrow(
      /9001-later.sql failed: division by zero/,
    );
    const { rows } = await app.query(`select to_regclass('keys.half') as found`);
    expect(rows).toEqual([{ found: null }]);
  });

  it('lets the application start only on the schema of its build', async () => {
    const known = readMigrations();
    await assertSchemaCurrent(app, known);
    const newer = [...known, later(9001, 'select 1')];
    await expect(assertSchemaCurrent(app, newer)).rejects.toThrow(
      /lacks 9001-later.sql: .*DATABASE_OWNER_URL/,
    );
    await migrate(database.ownerUrl, newer);
    await expect(assertSchemaCurrent(app, known)).rejects.toThrow(/newer than this build/);
    await expect(migrate(database.ownerUrl, known)).rejects.toThrow(/newer than this build/);
  });

  it('survives a connection that breaks while it is in use', async () => {
    const proxy = await tcpProxy(database.appUrl);
    const pool = createPool({ url: proxy.url, applicationName: 'test-proxied', connectionsMax: 1 });
    const client = await pool.connect();
    const refused = expect(client.query('select pg_sleep(30)')).rejects.toThrow(/terminated|ECONNRESET/);
    proxy.cut();
    await refused;
    client.release(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
    await proxy.close();
  });
});

describeWithPostgres('the data keys', () => {
  let database: TestDatabase;
  let app: Pool;

  beforeAll(async () => {
    database = await testDatabase();
    app = createPool({ url: database.appUrl, applicationName: 'test-app', connectionsMax: 1 });
  });
  afterAll(async () => {
    await app.end();
    await database.drop();
  });

  const erase = `update keys.data_keys set wrapped = null, erased_at = now() where party_id = $1`;
  const keep = (party: string) =>
    app.query('insert into keys.data_keys (party_id, wrapped) values ($1, $2)', [
      party,
      Buffer.from('wrapped'),
    ]);

  it('can be kept, read and erased, once', async () => {
    await keep('a');
    await app.query(erase, ['a']);
    const { rows } = await app.query(`select wrapped, erased_at is not null as erased from keys.data_keys`);
    expect(rows).toEqual([{ wrapped: null, erased: true }]);
    await expect(app.query(erase, ['a'])).rejects.toThrow(/only ever erased, once/);
  });

  it('cannot be replaced, revived, made again or removed by the application', async () => {
    await keep('b');
    const replace = `update keys.data_keys set wrapped = 'other' where party_id = 'b'`;
    await expect(app.query(replace)).rejects.toThrow(/only ever erased/);
    await app.query(erase, ['b']);
    const revive = `update keys.data_keys set wrapped = 'other', erased_at = null where party_id = 'b'`;
    await expect(app.query(revive)).rejects.toThrow(/only ever erased/);
    await expect(keep('b')).rejects.toThrow(/duplicate key/);
    await expect(app.query(`delete from keys.data_keys`)).rejects.toThrow(/permission denied/);
    await expect(app.query(`update keys.data_keys set party_id = 'c'`)).rejects.toThrow(/permission denied/);
  });
});
