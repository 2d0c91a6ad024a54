import { PostgresBackend, describeWithPostgres, newEvent, postgresBackend } from '@ledgerline/testing';
import { createClient } from '@ledgerline/platform/postgres';
import { Client } from 'pg';
import { appendStatement } from './append-statement';
import { PendingAppend } from './append-queue';

const BATCH = 200;
const BATCHES = 20;
/** About 11 were seen; one needless scan of these tables would make it hundreds. */
const ENTRIES_PER_EVENT_MAX = 20;

/**
 * The planner guesses badly about lists: on tables it believes empty it would read them whole for every
 * batch. What a batch reads must depend on the batch alone.
 */
describeWithPostgres('plans of the append function', () => {
  let backend: PostgresBackend;
  let app: Client;
  let identity: string;

  beforeAll(async () => {
    backend = await postgresBackend();
    app = createClient({ url: backend.database.appUrl, applicationName: 'test-app' });
    await app.connect();
    identity = (await app.query('select log.identity()')).rows[0].identity;
  });
  afterAll(async () => {
    await app.end();
    await backend.dispose();
  });

  const append = async (revision: number, prefix: string): Promise<void> => {
    const batch = Array.from({ length: BATCH }, (_, n): PendingAppend => {
      const events = [newEvent({ command: { id: newEvent().id, index: 0 } })];
      const expected = revision < 0 ? 'no-stream' : BigInt(revision);
      return {
        stream: `${prefix}-${n}`,
        expected,
        events,
        bytes: 0,
        resolve: () => undefined,
        reject: () => undefined,
      };
    });
    const { rows } = await app.query(appendStatement(identity, batch));
    expect(rows[0]).toEqual([expect.any(String), []]);
  };
  /** Rows and index entries read of the two large tables so far. */
  const read = async (): Promise<{ rows: number; whole: number }> => {
    await app.query('select pg_stat_force_next_flush()');
    const { rows } = await app.query(`
      select (sum(seq_tup_read) + sum(idx_tup_fetch) + (
        select sum(idx_tup_read) from pg_stat_user_indexes where schemaname = 'log' and relname <> 'head'
      ))::int as rows, sum(seq_scan)::int as whole
      from pg_stat_user_tables where schemaname = 'log' and relname <> 'head'`);
    return rows[0];
  };

  it('read per batch what the batch names and no more, on tables that grow from empty without statistics', async () => {
    const before = await read();
    for (let n = 0; n < BATCHES; n++) await append(-1, `fresh-${n}`);
    for (let n = 0; n < BATCHES; n++) await append(n, 'fresh-0');
    const after = await read();
    expect(after.whole - before.whole).toBe(0);
    expect((after.rows - before.rows) / (2 * BATCHES * BATCH)).toBeLessThan(ENTRIES_PER_EVENT_MAX);
  });
});
