import type { LedgerObserver } from '@ledgerline/platform/ledger';
import type { ProjectionLag, ProjectionObserver } from '@ledgerline/platform/projections';
import { Logger } from './logger';
import { Metrics } from './metrics';

/** Counts what the ledger executor tells. */
export function ledgerObserver(metrics: Metrics): LedgerObserver {
  return {
    appended: ({ outcome, events, commands, milliseconds }) => {
      metrics.appendDuration.observe({ outcome }, milliseconds / 1_000);
      metrics.appendBatchCommands.observe(commands);
      metrics.appendBatchEvents.observe(events);
      if (outcome === 'conflict') metrics.conflicts.inc();
    },
    replayed: () => metrics.idempotentHits.inc(),
  };
}

/** Counts what became of each command. */
export function commandObserver(metrics: Metrics) {
  return {
    answered: ({ command, outcome, reason, seconds }: AnsweredCommand) => {
      metrics.commandDuration.observe({ command, outcome }, seconds);
      if (reason !== undefined) metrics.refusals.inc({ command, reason });
    },
  };
}

interface AnsweredCommand {
  readonly command: string;
  readonly outcome: string;
  readonly reason: string | undefined;
  readonly seconds: number;
}

/** Counts what the projector tells, and logs what somebody must act on. */
export function projectionObserver(metrics: Metrics, logger: Logger): ProjectionObserver {
  return {
    batchCommitted: ({ lane, events, rowsWritten, durationMs }) => {
      metrics.projectionBatchEvents.observe({ lane }, events);
      metrics.projectionBatchRows.observe({ lane }, rowsWritten);
      metrics.projectionBatchDuration.observe({ lane }, durationMs / 1_000);
    },
    projectionHalted: ({ projection, position, error }) => {
      metrics.projectionHalts.inc({ projection });
      logger.error({ projection, position, err: error }, 'projection halted: it waits to be resumed');
    },
    eventSkipped: ({ projection, position, error }) =>
      logger.error({ projection, position, err: error }, 'projection passed over an event'),
    projectionJoined: ({ projection, position }) =>
      logger.info({ projection, position }, 'projection caught up'),
    faultMet: ({ error, retryInMs }) => {
      metrics.projectionFaults.inc();
      logger.warn({ err: error, retryInMs }, 'projector starts again from its checkpoints');
    },
  };
}

/** Puts measured lags into the gauges. */
export function recordLags(metrics: Metrics, lags: readonly ProjectionLag[]): void {
  for (const { name, events, seconds } of lags) {
    metrics.projectionLagEvents.set({ projection: name }, events);
    metrics.projectionLagSeconds.set({ projection: name }, seconds);
  }
}
