import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { createPool } from '@ledgerline/platform/postgres';
import { describeWithPostgres, TestDatabase, testDatabase, withClient } from '@ledgerline/testing';
import { createSealer, DataKeyStore, KeysUnavailable, postgresDataKeyStore } from './index';

const masterKey = randomBytes(32);

describeWithPostgres('data keys in PostgreSQL', () => {
  let database: TestDatabase;
  let pool: Pool;
  let store: DataKeyStore;

  beforeAll(async () => {
    database = await testDatabase();
    pool = createPool({ url: database.appUrl, applicationName: 'sealing-spec' });
    store = postgresDataKeyStore(pool);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const sealer = () => createSealer({ store, masterKey });

  it('are unavailable by that name where the database does not answer, so that nothing looks like a defect', async () => {
    const closed = createPool({ url: database.appUrl, applicationName: 'sealing-spec' });
    await closed.end();
    const stranded = createSealer({ store: postgresDataKeyStore(closed), masterKey });
    await expect(stranded.seal('user-1', 'a prompt')).rejects.toThrow(KeysUnavailable);
    await expect(stranded.hasKey('user-1')).rejects.toThrow(KeysUnavailable);
    await expect(stranded.erase('user-1')).rejects.toThrow(KeysUnavailable);
  });

  it('survive the process that made them', async () => {
    const sealed = await sealer().seal('user-1', 'a prompt');
    expect(await sealer().open('user-1', sealed)).toBe('a prompt');
  });

  it('are one per party when many instances meet a party first at one instant', async () => {
    const parties = Array.from({ length: 40 }, (_, i) => `crowd-${i}`);
    const instances = Array.from({ length: 6 }, sealer);
    const sealed = await Promise.all(
      instances.flatMap((instance) => parties.map((party) => instance.seal(party, party))),
    );
    const reader = sealer();
    const opened = await Promise.all(sealed.map((token, i) => reader.open(parties[i % 40]!, token)));
    expect(opened).toEqual(sealed.map((_, i) => parties[i % 40]));
    const { rows } = await pool.query(
      `select count(*)::int as n from keys.data_keys where party_id like 'crowd-%'`,
    );
    expect(rows).toEqual([{ n: 40 }]);
  });

  it('stand in the table wrapped: without the master key they are worth nothing', async () => {
    await sealer().seal('user-2', 'a prompt');
    const { rows } = await pool.query(`select wrapped from keys.data_keys where party_id = 'user-2'`);
    expect(rows[0].wrapped).toHaveLength(8 + 12 + 32 + 16);
    const stranger = createSealer({ store, masterKey: randomBytes(32) });
    await expect(stranger.seal('user-2', 'x')).rejects.toThrow('unknown master key');
  });

  it('leave a tombstone when erased, which no later use fills again', async () => {
    const sealed = await sealer().seal('user-3', 'a prompt');
    await sealer().erase('user-3');
    await sealer().erase('user-3');
    await sealer().erase('never-seen');
    expect(await sealer().open('user-3', sealed)).toBeUndefined();
    expect(await sealer().seal('user-3', 'again')).toBe('v1.erased');
    expect(await sealer().seal('never-seen', 'first')).toBe('v1.erased');
    const { rows } = await pool.query(
      `select party_id, wrapped, erased_at is not null as erased from keys.data_keys
        where party_id in ('user-3', 'never-seen') order by party_id`,
    );
    expect(rows).toEqual([
      { party_id: 'never-seen', wrapped: null, erased: true },
      { party_id: 'user-3', wrapped: null, erased: true },
    ]);
  });

  it('can be neither replaced nor brought back, not even by the application itself', async () => {
    await sealer().seal('user-4', 'a prompt');
    const replace = `update keys.data_keys set wrapped = '\\x00', erased_at = null where party_id = 'user-4'`;
    await expect(pool.query(replace)).rejects.toThrow();
    await expect(pool.query(`delete from keys.data_keys where party_id = 'user-4'`)).rejects.toThrow(
      'permission denied',
    );
    await sealer().erase('user-4');
    await expect(pool.query(replace)).rejects.toThrow();
  });

  it('are not used before they are durable: without a database nothing is sealed', async () => {
    const gone = createPool({ url: database.appUrl.replace(/:\d+\//, ':1/'), applicationName: 'gone' });
    const sealing = createSealer({ store: postgresDataKeyStore(gone), masterKey }).seal('user-5', 'a prompt');
    await expect(sealing).rejects.toThrow();
    await gone.end();
    await withClient(database.appUrl, async (client) => {
      const { rows } = await client.query(`select 1 from keys.data_keys where party_id = 'user-5'`);
      expect(rows).toEqual([]);
    });
  });
});
