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
    tableSwapped: (swap) => logger.info(swap, 'a read model shows a newly built table'),
    buildRefused: (refusal) =>
      logger.error(refusal, 'a read model was built and is not shown: the live table stays'),
    faultMet: ({ error, retryInMs }) => {
      metrics.projectionFaults.inc();
      logger.warn({ err: error, retryInMs }, 'projector starts again from its checkpoints');
    },
  };
}

/** Counts what the background check found, and names every wrong figure. */
export function verifyObserver(metrics: Metrics, logger: Logger) {
  return {
    verified: ({ rows, differences, wrong }: VerifiedSample): void => {
      metrics.rowsVerified.inc(rows);
      for (const difference of differences) {
        metrics.invariantViolations.inc({ projection: difference.projection });
        // A field named key would be taken for a secret.
        const { key: row, ...figure } = difference;
        logger.error({ row, ...figure }, 'a read model does not hold what the log says');
      }
      if (wrong > differences.length) logger.error({ wrong }, 'more figures are wrong than are named');
    },
    failed: (error: unknown) => logger.warn({ err: error }, 'the background check could not be made'),
  };
}

interface VerifiedSample {
  readonly rows: number;
  readonly wrong: number;
  readonly differences: readonly { readonly projection: string; readonly key: string }[];
}

const SWEEP_LAG_EVERY_MS = 1_000;

/**
 * Counts what the sweep tells. Its lag is the age of what it last said to be recorded: it rises by itself
 * while nothing is heard of it.
 */
export function sweepObserver(metrics: Metrics, logger: Logger, now: () => number) {
  const recordedUpToMs = new Map<string, number>();
  const measuring = setInterval(() => {
    for (const [source, recordedMs] of recordedUpToMs) {
      metrics.sweepLagSeconds.set({ source }, Math.max(0, now() - recordedMs) / 1_000);
    }
  }, SWEEP_LAG_EVERY_MS);
  return {
    begins: (source: string): void => void recordedUpToMs.set(source, now()),
    swept: ({ source, settled, failed, recordedUpTo }: Swept): void => {
      recordedUpToMs.set(source, Date.parse(recordedUpTo));
      metrics.sweptStreams.inc({ source, outcome: 'settled' }, settled);
      metrics.sweptStreams.inc({ source, outcome: 'failed' }, failed);
    },
    failed: ({ source, streamId, error }: { source: string; streamId?: string; error: unknown }): void =>
      logger.warn({ source, streamId, err: error }, 'settling an idle stream failed'),
    stop: () => clearInterval(measuring),
  };
}

interface Swept {
  readonly source: string;
  readonly settled: number;
  readonly failed: number;
  readonly recordedUpTo: string;
}

/** Puts measured lags into the gauges. */
export function recordLags(metrics: Metrics, lags: readonly ProjectionLag[]): void {
  for (const { name, events, seconds, state, skipped } of lags) {
    metrics.projectionHalted.set({ projection: name }, state === 'halted' ? 1 : 0);
    metrics.projectionSkipped.set({ projection: name }, Number(skipped));
    metrics.projectionLagEvents.set({ projection: name }, events);
    metrics.projectionLagSeconds.set({ projection: name }, seconds);
  }
}
