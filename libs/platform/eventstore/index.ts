export { InvalidAppend } from './check-append';
export { EpochHistory, historyOf, type LogEpoch } from './epoch-history';
export { ConnectionStringInvalid, connectionSettings } from './eventstoredb/connection-settings';
export {
  COUNTED_MAX,
  EventStoreDbEventStore,
  type EventStoreDbOptions,
} from './eventstoredb/eventstoredb-event-store';
export { renameEventStoreDbLog } from './eventstoredb/rename-log';
export { MemoryEventStore } from './memory/memory-event-store';
export * from './port';
export { PositionRefused } from './position-refused';
export type { GroupCommitFigures } from './postgres/group-commit';
export { PostgresEventStore, type PostgresEventStoreOptions } from './postgres/postgres-event-store';
