import { Position } from '@ledgerline/platform/eventstore';

/** What the runner tells whoever counts: plain callbacks, so that no metrics library is needed here. */
export interface ProjectionObserver {
  /** After the commit of a batch. */
  batchCommitted?(batch: CommittedBatch): void;
  /** A projection stopped at an event that it could not fold; it stays until somebody resumes it. */
  projectionHalted?(halt: { projection: string; position: Position; error: Error }): void;
  /** A projection that is not financial passed over an event that it could not fold. */
  eventSkipped?(skip: { projection: string; position: Position; error: Error }): void;
  /** A projection that was behind has caught up and joined the others. */
  projectionJoined?(join: { projection: string; position: Position | undefined }): void;
  /** A table was built beside the live one, checked, and is shown now. */
  tableSwapped?(swap: {
    projection: string;
    version: number;
    build: number;
    events: number;
    seconds: number;
  }): void;
  /** A new version's table halted or failed its check: the live one stays, and a person must look. */
  buildRefused?(refusal: { projection: string; version: number; why: string }): void;
  /** The database or the log failed; the runner starts again from the checkpoints after `retryInMs`. */
  faultMet?(fault: { error: Error; retryInMs: number }): void;
}

export interface CommittedBatch {
  readonly lane: 'main' | 'catching-up';
  readonly projections: number;
  /** Places in the log, also those that concern no projection. */
  readonly events: number;
  readonly rowsWritten: number;
  /** Rows that were not in the cache and were looked up in their table. */
  readonly rowsSought: number;
  readonly durationMs: number;
  readonly position: Position;
  /** How long ago the batch's last event was written to the log; absent for a batch without events. */
  readonly lagMs?: number;
}
