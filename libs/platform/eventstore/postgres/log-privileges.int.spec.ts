import {
  PostgresBackend,
  describeWithPostgres,
  newEvents,
  newStream,
  postgresBackend,
} from '@ledgerline/testing';
import { createClient } from '@ledgerline/platform/postgres';
import { Client } from 'pg';

const EVENT = `(position, revision, recorded_at, id, stream, type, metadata, data)
  values (999, 0, now(), gen_random_uuid(), 'forged', 't', '{}', '{}')`;

describeWithPostgres('privileges on the log', () => {
  let backend: PostgresBackend;
  let app: Client;
  let owner: Client;

  beforeAll(async () => {
    backend = await postgresBackend();
    const store = await backend.open();
    await store.append(newStream(), 'no-stream', newEvents(2));
    app = createClient({ url: backend.database.appUrl, applicationName: 'test-app' });
    owner = createClient({ url: backend.database.ownerUrl, applicationName: 'test-owner' });
    await Promise.all([app.connect(), owner.connect()]);
  });
  afterAll(async () => {
    await Promise.all([app.end(), owner.end()]);
    await backend.dispose();
  });

  it.each([
    `insert into log.events ${EVENT}`,
    `insert into log.streams (stream, revision) values ('forged', 5)`,
    `insert into log.head (store_id) values ('forged')`,
    ...['events', 'streams', 'head'].flatMap((table) => [
      `delete from log.${table}`,
      `truncate log.${table}`,
      `drop table log.${table}`,
    ]),
    `update log.events set data = '{}'`,
    'update log.streams set revision = 0',
    'update log.head set position = 0',
    'alter table log.events disable trigger all',
    'create table log.mine (n int)',
    'set role ledgerline_owner',
    'alter role ledgerline_app superuser',
    `select log.append('s', '-1', '1', gen_random_uuid()::text, 't', '{}', '{}', '', '', '')`,
    'select log.begin_epoch()',
    `update log.epochs set began_after = 0`,
    `create or replace function log.append() returns void language sql as ''`,
  ])('refuse to the application: %s', async (statement) => {
    await expect(app.query(statement)).rejects.toMatchObject({
      message: expect.stringMatching(/permission denied|must be owner|must be able to/),
    });
  });

  it.each([
    `update log.events set data = '{}'`,
    'update log.events set data = data where false',
    'delete from log.events',
    'truncate log.events',
    'delete from log.streams',
    'truncate log.streams',
    'delete from log.head',
    'truncate log.head',
    'delete from log.epochs',
    'update log.epochs set began_after = 0',
  ])('refuse even to the owner: %s', async (statement) => {
    await expect(owner.query(statement)).rejects.toThrow(/append-only/);
  });

  it('let the application append through the one function, and through nothing else', async () => {
    const { rows } = await app.query(`
      select n.nspname || '.' || p.proname || ' ' || p.pronargs as name
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('log', 'keys') and has_function_privilege('ledgerline_app', p.oid, 'execute')
      order by name`);
    expect(rows).toEqual([{ name: 'log.append 11' }, { name: 'log.identity 0' }]);
  });

  it('keep what is in the log as it was after all these attempts', async () => {
    const { rows } = await owner.query(
      'select count(*)::int as events, max(position)::int as last from log.events',
    );
    expect(rows).toEqual([{ events: 2, last: 2 }]);
  });

  it('make the application neither owner nor superuser, nor a member of either', async () => {
    const { rows } = await app.query(`
      select rolsuper, rolcreaterole, rolcreatedb, pg_has_role(current_user, 'ledgerline_owner', 'member') as owner
      from pg_roles where rolname = current_user`);
    expect(rows).toEqual([{ rolsuper: false, rolcreaterole: false, rolcreatedb: false, owner: false }]);
  });

  it('let the application make the schemas of read models and use them', async () => {
    await app.query(
      'create schema read_test; create table read_test.rows (n int); insert into read_test.rows values (1)',
    );
    await app.query('drop schema read_test cascade');
  });

  it('take no event list that does not match its counts, nor a function of the caller’s in its place', async () => {
    const twoForOne = `select log.append(log.identity(), 'forged', '-1', '1', $1, 't', '{}', '{}', '', '', '')`;
    const ids = ['00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002'].join(
      '\u001f',
    );
    await expect(app.query(twoForOne, [ids])).rejects.toThrow(/the counts name 1 events, 2 came/);
    await app.query('create schema read_trap');
    await app.query(
      `create function read_trap.string_to_array(text, text) returns text[] language sql as 'select null::text[]'`,
    );
    await app.query('set search_path = read_trap, pg_catalog');
    await expect(app.query(twoForOne, [ids])).rejects.toThrow(/the counts name 1 events, 2 came/);
  });
});
