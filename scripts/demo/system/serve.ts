import { join } from 'node:path';
import { createLogger } from '@ledgerline/platform/telemetry';
import { startStandalone } from '@ledgerline/system';
import type { ServingNews } from './serving';

/**
 * The process beside the demo: the whole system, in a process of its own so that the replay calls it as any
 * client would. It ends when it is told to, or when the demo is gone; Ctrl-C is the demo's to handle.
 */
async function main(): Promise<void> {
  process.on('SIGINT', () => undefined);
  const { url, tokens, databaseUrl, failed, stop } = await startStandalone({
    variables: process.env,
    logger: ({ logLevel }) => createLogger({ level: logLevel, service: 'standalone' }),
    pageFolder: join(__dirname, '..', '..', '..', 'apps', 'admin'),
  });
  let stopping: Promise<void> | undefined;
  const end = (exitCode: number) => {
    stopping ??= stop().then(
      () => process.exit(exitCode),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', () => end(0));
  process.once('message', () => end(0));
  process.once('disconnect', () => end(0));
  failed.catch((error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    end(1);
  });
  tell({ kind: 'serving', url, tokens, databaseUrl });
}

function tell(news: ServingNews): void {
  process.send?.(news);
}

main().catch((error: unknown) => {
  tell({ kind: 'failed', message: (error as Error).message, exitCode: exitCodeOf(error) });
  process.exitCode = exitCodeOf(error);
  process.disconnect?.();
});

function exitCodeOf(error: unknown): number {
  const { exitCode } = error as { exitCode?: number };
  return exitCode ?? 1;
}
