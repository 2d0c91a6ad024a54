import { join } from 'node:path';
import { exitOnFailure } from '@ledgerline/platform/config';
import { shutdownOnSignals } from '@ledgerline/platform/http';
import { createLogger } from '@ledgerline/platform/telemetry';
import { startStandalone } from '@ledgerline/system';

/** `npm start`: the whole system in one process. */
async function main(): Promise<void> {
  const standalone = await startStandalone({
    variables: process.env,
    logger: ({ logLevel }) => createLogger({ level: logLevel, service: 'standalone' }),
    pageFolder: join(__dirname, '..', 'admin'),
  });
  const { url, tokens, logger, failed, stop } = standalone;
  shutdownOnSignals({ logger, steps: [{ name: 'ledgerline', close: stop }] });
  process.stdout.write(`\nLedgerline serves ${url}\n`);
  if (tokens) process.stdout.write(`  admin key    ${tokens.admin}\n  service key  ${tokens.service}\n\n`);
  await failed;
}

main().catch(exitOnFailure);
