import { Pool } from 'pg';
import { PostgresEventStore } from '@ledgerline/platform/eventstore';
import { createPool } from '@ledgerline/platform/postgres';
import {
  describeWithPostgres,
  PostgresBackend,
  postgresBackend,
  until,
  withClient,
} from '@ledgerline/testing';
import { Ledger, PostgresSnapshotStore, StoredSnapshot } from '@ledgerline/platform/ledger';
import { asking, TallyEvent, tallyStream } from './testing/tally';
import { accept } from '@ledgerline/kernel';

describeWithPostgres('snapshots in PostgreSQL', () => {
  let backend: PostgresBackend;
  let store: PostgresEventStore;
  let pool: Pool;

  beforeAll(async () => {
    backend = await postgresBackend();
    store = await backend.open();
    pool = createPool({ url: backend.database.appUrl, applicationName: 'test-snapshots' });
  });
  afterAll(async () => {
    await pool?.end();
    await backend?.dispose();
  });

  const snapshot = (given: Partial<StoredSnapshot> = {}): StoredSnapshot => ({
    ...{ stream: 'tally-x', schemaHash: 'shape', revision: 7n, position: 'pg1-00000000000000000008' },
    ...{ at: '2026-11-21T12:00:00.000Z', state: '["Ünïcode \\" and \\u0000"]', ...given },
  });
  async function saved(one: StoredSnapshot): Promise<PostgresSnapshotStore> {
    const snapshots = new PostgresSnapshotStore(pool);
    snapshots.save(one);
    await until(
      'saved',
      async () => (await snapshots.load(one.stream, one.schemaHash))?.revision === one.revision,
    );
    return snapshots;
  }

  it('come back as they were saved, and the last one saved is the one there is', async () => {
    const snapshots = await saved(snapshot());
    expect(await snapshots.load('tally-x', 'shape')).toEqual(snapshot());
    await saved(snapshot({ revision: 9n, state: '[]' }));
    expect(await snapshots.load('tally-x', 'shape')).toEqual(snapshot({ revision: 9n, state: '[]' }));
    expect(await snapshots.load('tally-x', 'another shape')).toBeUndefined();
    expect(await snapshots.load('tally-y', 'shape')).toBeUndefined();
  });

  it.each(['state', 'position', 'at'])('whose %s was changed in the table are not read', async (column) => {
    const snapshots = await saved(snapshot({ stream: `tally-${column}` }));
    await pool.query(`update snapshots.streams set ${column} = ${column} || ' ' where stream = $1`, [
      `tally-${column}`,
    ]);
    expect(await snapshots.load(`tally-${column}`, 'shape')).toBeUndefined();
  });

  it('are left alone by whoever closes while some wait', async () => {
    const snapshots = new PostgresSnapshotStore(pool);
    for (let n = 0; n < 50; n++) snapshots.save(snapshot({ stream: `tally-waiting-${n}` }));
    await snapshots.close();
    const { rows } = await pool.query(`select from snapshots.streams where stream like 'tally-waiting-%'`);
    expect(rows.length).toBeLessThan(50);
  });

  it('let the next process load a long stream from its tail; emptied, they change no answer', async () => {
    const added = (n: number): TallyEvent => ({
      type: 'Added',
      data: { amount: BigInt(n), label: null, note: '', at: '2026-11-21T12:00:00.000Z' },
    });
    const first = new Ledger({ store, snapshots: new PostgresSnapshotStore(pool), now: Date.now });
    for (let key = 0; key < 6; key++) {
      const many = Array.from({ length: 200 }, (_, n) => added(n));
      await first.execute(
        tallyStream(),
        asking({ key: `k${key}`, streamId: 'long' }, () => accept(...many)),
      );
    }
    const read = async () => {
      const snapshots = new PostgresSnapshotStore(pool);
      return new Ledger({ store, snapshots, now: Date.now }).read(tallyStream(), 'long');
    };
    const stored = `select revision from snapshots.streams where stream = 'tally-long'`;
    await until('saved', async () => (await pool.query(stored)).rows[0]?.revision === 999n);
    const warm = await read();
    expect(warm.revision).toBe(1_199n);
    expect(warm.state.sum).toBe(6n * 19_900n);
    await withClient(backend.database.ownerUrl, (client) => client.query('truncate snapshots.streams'));
    expect(await read()).toEqual(warm);
  });
});
