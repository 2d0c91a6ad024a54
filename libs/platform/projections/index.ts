export * from './projection';
export { createReadModels, ReadModelChanged } from './create-read-models';
export { ProjectionRunner, CACHED_ROWS_MAX, type ProjectionRunnerOptions } from './projection-runner';
export type { CommittedBatch, ProjectionObserver } from './projection-observer';
export { decodeEvents } from './decode-events';
export type { Decode } from './log-entry';
export {
  CheckpointRefused,
  pauseProjection,
  ProjectorFenced,
  readCheckpoints,
  resumeProjection,
  type Checkpoint,
  type ProjectionState,
} from './checkpoints';
export {
  PositionOfAnotherLog,
  READ_TIMEOUT_MS,
  ReadModelBehind,
  ReadModelOfAnotherLog,
  ReadModels,
  type ReadAt,
  type ReadOptions,
  type ReadRows,
} from './read-models';
export { readModelSource, restoreReadModel, type StoredCheckpoint } from './restore-read-model';
export { projectionLag, type ProjectionLag } from './projection-lag';
export { digestOf, foldInMemory, type FoldedRow } from './fold-in-memory';
export { storedRows } from './stored-rows';
