import { join } from 'node:path';
import { exitOnFailure } from '@ledgerline/platform/config';
import { shutdownOnSignals } from '@ledgerline/platform/http';
import { startRuntime } from '@ledgerline/platform/runtime';
import { createLogger } from '@ledgerline/platform/telemetry';
import { createApi, openCatalog, systemConfig } from '@ledgerline/system';

/** Commands, queries and the page. */
async function main(): Promise<void> {
  const config = systemConfig();
  const logger = createLogger({ level: config.logLevel, service: 'api' });
  const runtime = await startRuntime({
    config,
    logger,
    applicationName: 'ledgerline-api',
    connectionsMax: 12,
  });
  const catalogs = await openCatalog(runtime);
  const http = await createApi(runtime, { pageFolder: join(__dirname, '..', 'admin'), catalogs });
  shutdownOnSignals({ logger, steps: [{ name: 'api', close: () => runtime.closers.closeAll() }] });
  const { url } = await http.listen();
  logger.info({ url }, 'serving');
}

main().catch(exitOnFailure);
