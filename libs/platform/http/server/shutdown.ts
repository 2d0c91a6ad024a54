import type { EventEmitter } from 'node:events';
import type { Logger } from '@ledgerline/platform/telemetry';

export interface ShutdownStep {
  readonly name: string;
  close(): Promise<void> | void;
}

export interface ShutdownOptions {
  /** What is stopped, in this order: serving first, then who works for it, then pools. */
  readonly steps: readonly ShutdownStep[];
  readonly logger: Logger;
  /** Who tells of signals and who ends; the process unless told. */
  readonly signals?: Pick<EventEmitter, 'on'>;
  readonly exit?: (code: number) => void;
}

const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;

/**
 * On the first SIGTERM or SIGINT the steps run, each once the one before is done; one that fails is logged
 * and does not keep the others from closing. Exit code 0, or 1 when one failed. A second signal ends the
 * process at once, with the code a shell expects (128 + signal).
 */
export function shutdownOnSignals({
  steps,
  logger,
  signals = process,
  exit = process.exit,
}: ShutdownOptions): void {
  let isStopping = false;
  const stop = async (signal: string) => {
    logger.info({ signal }, 'stopping: what is under way is finished');
    let exitCode = 0;
    for (const step of steps) {
      try {
        await step.close();
      } catch (error) {
        exitCode = 1;
        logger.error({ err: error, step: step.name }, 'a part did not close');
      }
    }
    logger.info({ exitCode }, 'stopped');
    exit(exitCode);
  };
  for (const [signal, number] of Object.entries(SIGNALS)) {
    signals.on(signal, () => {
      if (isStopping) return exit(128 + number);
      isStopping = true;
      void stop(signal);
    });
  }
}
