export type { ClockOf } from './clock-of';
export * from './consider';
export * from './ledger';
export * from './ledger-bounds';
export * from './ledger-observer';
export * from './ledger-result';
export { MemorySnapshotStore } from './memory-snapshot-store';
export { PostgresSnapshotStore } from './postgres-snapshot-store';
export { NO_SNAPSHOTS, type SnapshotStore, type StoredSnapshot } from './snapshot-store';
export { commandIdOf } from './stamp';
export { subjectKey } from './subject-key';
export * from './stream-definition';
export type { StreamHead } from './stream-head';
export { together } from './together';
export { SNAPSHOT_EVERY_EVENTS } from './stream-snapshots';
export {
  recordedStream,
  type Evolvers,
  type OutcomeEvent,
  type RecordedStreamParts,
} from './recorded-stream';
