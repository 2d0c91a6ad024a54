import { exitOnFailure } from '@ledgerline/platform/config';
import { shutdownOnSignals } from '@ledgerline/platform/http';
import { startRuntime } from '@ledgerline/platform/runtime';
import { createLogger } from '@ledgerline/platform/telemetry';
import { openCatalog, reactorOperations, startReactor, systemConfig } from '@ledgerline/system';

/** What happens without being asked for: what time causes, and what follows from what happened. */
async function main(): Promise<void> {
  const config = systemConfig();
  const logger = createLogger({ level: config.logLevel, service: 'reactor' });
  const runtime = await startRuntime({
    config,
    logger,
    applicationName: 'ledgerline-reactor',
    connectionsMax: 10,
  });
  shutdownOnSignals({ logger, steps: [{ name: 'reactor', close: () => runtime.closers.closeAll() }] });
  startReactor(runtime, await openCatalog(runtime));
  await reactorOperations(runtime);
  logger.info('reacting');
}

main().catch(exitOnFailure);
