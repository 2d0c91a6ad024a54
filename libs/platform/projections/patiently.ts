import { ClientBase } from 'pg';

/** Indexes, digests and drops of large tables take as long as they take. */
const PATIENCE_MS = 86_400_000;

/** A statement that may run for hours, on a connection of its own; elsewhere the pool's bounds hold. */
export async function patiently<Row extends object>(
  client: ClientBase,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  await client.query('set statement_timeout = 0');
  // The driver knows the bound per query, its types do not.
  const query = { text, values: [...values], query_timeout: PATIENCE_MS } as { text: string };
  return (await client.query<Row>(query)).rows;
}
