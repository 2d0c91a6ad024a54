import { Client } from 'pg';
import { createClient } from '@ledgerline/platform/postgres';

/** A connection for hours of copying: nothing in it runs against a clock. */
const UNHURRIED = { statementTimeoutMs: 0, lockTimeoutMs: 10_000, answerTimeoutMs: 0 };

/** Everything in one transaction: committed when the work is done, else nothing of it happened. */
export async function inTransaction<T>(
  options: { readonly url: string; readonly mode: '' | 'isolation level repeatable read read only' },
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = createClient({ url: options.url, applicationName: 'ledgerline-backup', ...UNHURRIED });
  await client.connect();
  try {
    await client.query(`begin ${options.mode}`);
    await client.query('set local idle_in_transaction_session_timeout = 0');
    const done = await work(client);
    await client.query('commit');
    return done;
  } finally {
    await client.end();
  }
}
