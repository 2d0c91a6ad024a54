import { exitOnFailure } from '@ledgerline/platform/config';
import { shutdownOnSignals } from '@ledgerline/platform/http';
import { startRuntime } from '@ledgerline/platform/runtime';
import { createLogger } from '@ledgerline/platform/telemetry';
import { projectorOperations, startProjector, systemConfig } from '@ledgerline/system';

/** Read models, kept up with the log by one process at a time. */
async function main(): Promise<void> {
  const config = systemConfig();
  const logger = createLogger({ level: config.logLevel, service: 'projector' });
  const runtime = await startRuntime({
    config,
    logger,
    applicationName: 'ledgerline-projector',
    connectionsMax: 4,
  });
  shutdownOnSignals({ logger, steps: [{ name: 'projector', close: () => runtime.closers.closeAll() }] });
  const { stopped } = await startProjector(runtime);
  await projectorOperations(runtime);
  logger.info('projecting');
  await stopped;
}

main().catch(exitOnFailure);
