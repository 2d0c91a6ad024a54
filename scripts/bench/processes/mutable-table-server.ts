import { randomBytes } from 'node:crypto';
import { loadConfig } from '@ledgerline/platform/config';
import { createHttpApp } from '@ledgerline/platform/http';
import { createPool } from '@ledgerline/platform/postgres';
import { createLogger, createMetrics } from '@ledgerline/platform/telemetry';
import { problems, VERSION } from '@ledgerline/system';
import { MutableTableModule } from '../mutable-table/mutable-table.http';
import { MUTABLE_TABLE_POOL } from '../mutable-table/pool-size';

/** The mutable tables behind the ledger's own edge: the same server, keys, validation and answers. */
async function main(): Promise<void> {
  const config = loadConfig();
  const url = config.databaseUrl!;
  const pool = createPool({
    ...{ url, applicationName: 'bench-mutable-table', connectionsMax: MUTABLE_TABLE_POOL },
  });
  const http = await createHttpApp(MutableTableModule.with(pool), {
    config: config.http,
    apiKeys: config.apiKeys,
    sessionSecret: randomBytes(32),
    problems,
    metrics: createMetrics(),
    logger: createLogger({ level: config.logLevel, service: 'mutable-table' }),
    checks: [{ name: 'database', check: () => pool.query('select 1') }],
    version: VERSION,
  });
  await http.listen();
}

void main();
