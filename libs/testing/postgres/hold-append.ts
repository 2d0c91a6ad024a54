import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { createClient } from '@ledgerline/platform/postgres';
import { HeldAppend, HoldPoint } from '../event-store-contract/event-store-backend';
import { until } from '../faults/until';
import { TestDatabase } from './test-database';

/**
 * One event by `log.append`, in a transaction of its own. Before its place is taken it waits for the row of
 * its stream, which another transaction has locked; after that it holds the head of the log itself.
 */
export async function holdAppend(
  database: TestDatabase,
  point: HoldPoint,
  stream: string,
): Promise<HeldAppend> {
  const connect = async (name: string): Promise<Client> => {
    const client = createClient({ url: database.adminUrl, applicationName: name });
    await client.connect();
    return client;
  };
  // Inside a transaction the server's activity is shown as it was at the first look: hence the watcher.
  const [appending, blocking, watcher] = await Promise.all(
    ['test-appending', 'test-blocking', 'test-watcher'].map(connect),
  );
  const early = point === 'before its place is taken';
  await blocking!.query('begin');
  if (early) {
    await blocking!.query(`insert into log.streams (stream, revision) values ($1, -1)`, [stream]);
  }
  await appending!.query('begin');
  const appended = appending!.query(
    `select log.append($1, '-1', '1', $2, 'ledgerline.test.slow.v1', '{}', '{}', '', '', '')`,
    [stream, randomUUID()],
  );
  const waiting = async (): Promise<number> => {
    const { rows } = await watcher!.query(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0].n;
  };
  if (early) await until('the append waits for its stream', async () => (await waiting()) > 0);
  else await appended;
  return {
    othersWait: async () => !early && (await waiting()) > 0,
    async release() {
      await blocking!.query('rollback');
      await appended;
      await appending!.query('commit');
      await Promise.all([appending, blocking, watcher].map((client) => client!.end()));
    },
  };
}
