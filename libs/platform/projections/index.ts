export * from './projection';
export { createReadModels, ReadModelChanged } from './create-read-models';
export { ProjectionRunner, CACHED_ROWS_MAX, type ProjectionRunnerOptions } from './projection-runner';
export type { CommittedBatch, ProjectionObserver } from './projection-observer';
export { decodeEvents } from './decode-events';
export type { Decode, LogEntry } from './log-entry';
export { LogReader } from './log-reader';
export { Bell, pause } from './turn';
export {
  CheckpointRefused,
  pauseProjection,
  ProjectorFenced,
  notLiveYet,
  readCheckpoints,
  resumeProjection,
  type Checkpoint,
  type ProjectionState,
} from './checkpoints';
export {
  PositionOfAnotherLog,
  READ_TIMEOUT_MS,
  ReadModelBehind,
  ReadModelNotBuilt,
  ReadModelOfAnotherLog,
  ReadModels,
  type ReadAt,
  type ReadOptions,
  type ReadRows,
} from './read-models';
export { readModelSource, restoreReadModel, type StoredCheckpoint } from './restore-read-model';
export { lagAfter, projectionLag, type ProjectionLag } from './projection-lag';
export { skipEvent, readSkips, NothingToSkip, type Skip } from './skips';
export { readBuilds } from './builds';
export { digestOf, foldInMemory, type FoldedRow } from './fold-in-memory';
export { storedRows } from './stored-rows';
export { rebuildProjection, type RebuildOptions, type RebuildResult } from './rebuild/rebuild-projection';
export { RebuildUnderWay } from './rebuild/rebuild-session';
export { RebuildStopped } from './rebuild/build-lane';
export {
  verifyProjections,
  type VerifyOptions,
  type VerifyReport,
  type VerifyScope,
} from './verify/verify-projections';
export { checkInBackground, type BackgroundCheckOptions } from './verify/background-check';
export { differenceText, type RowDifference } from './verify/row-difference';
export { STANDSTILL_MS_MAX, standstillCheck } from './standstill';
export {
  totalProjection,
  type ProjectedOf,
  type TotalProjection,
  type TypedHandler,
} from './total-projection';
