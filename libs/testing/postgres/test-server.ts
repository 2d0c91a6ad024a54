import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Jest loads its global setup without the aliases of the sources.
import { createClient, migrate, removeAbandoned, startEmbeddedPostgres } from '../../platform/postgres';
import { TEST_POSTGRES_VARIABLE, TestPostgres } from './test-postgres';

const PREFIX = 'ledgerline-test-postgres-';

export interface RunningTestPostgres extends TestPostgres {
  stop(): Promise<void>;
}

/**
 * One real PostgreSQL for a whole Jest run, with a migrated template that each spec file copies. Its data
 * need not survive a power cut. What a killed run left behind is cleared first.
 * @throws PostgresUnavailable when none can run here
 */
export async function startTestPostgres(): Promise<RunningTestPostgres> {
  await clearAbandoned();
  const server = await startEmbeddedPostgres({
    folder: join(tmpdir(), `${PREFIX}${process.pid}-${Date.now()}`),
    database: 'ledgerline_template',
    durable: false,
    temporary: true,
  });
  try {
    await migrate(server.ownerUrl);
    // Copied, never connected to: a session on the template would make copying fail.
    const admin = createClient({ url: server.adminUrl, applicationName: 'ledgerline-test-server' });
    await admin.connect();
    await admin.query('alter database ledgerline_template with is_template true allow_connections false');
    await admin.end();
  } catch (error) {
    await server.stop();
    throw error;
  }
  const { adminUrl, ownerUrl, appUrl, version } = server;
  const described: TestPostgres = { adminUrl, ownerUrl, appUrl, version };
  process.env[TEST_POSTGRES_VARIABLE] = JSON.stringify(described);
  return { ...described, stop: () => server.stop() };
}

async function clearAbandoned(): Promise<void> {
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const name of left) await removeAbandoned(join(tmpdir(), name));
}
