export { describeEventStore } from './event-store-contract/describe-event-store';
export {
  type ContractBackend,
  contractBackends,
  contractInMemory,
} from './event-store-contract/contract-backends';
export { EVENTSTOREDB_IMAGE, eventStoreDbServer } from './eventstoredb-server/eventstoredb-server';
export {
  appendSurely,
  eventsOf,
  follow,
  newEvent,
  newEvents,
  newStream,
  readWholeLog,
} from './event-store-contract/contract-events';
export {
  type EventStoreBackend,
  type EventStoreTraits,
  type HeldAppend,
  type HoldPoint,
  MEMORY_TRAITS,
  memoryBackend,
} from './event-store-contract/event-store-backend';
export { DOUBLE_TRAITS, type DoubleBackend, doubleBackend } from './eventstoredb-double/double-backend';
export { EventStoreDbDouble } from './eventstoredb-double/eventstoredb-double';
export { EventStoreProcess } from './given-log/event-store-process';
export {
  describeOnEachLog,
  givenEventStoreDb,
  givenEventStoreServer,
  givenLog,
  givenPostgresLog,
  type GivenLog,
  type StartLog,
} from './given-log/given-log';
export { POSTGRES_TRAITS, type PostgresBackend, postgresBackend } from './postgres/postgres-backend';
export { type TestDatabase, testDatabase, withClient } from './postgres/test-database';
export { type TestPostgres, describeWithPostgres, testPostgres } from './postgres/test-postgres';
export { startTestPostgres } from './postgres/test-server';
export { countingReads } from './counting-reads';
export { givenReactions, type ReactingOptions } from './given-reactions';
export * from './faulty-event-store';
export { issued, type SelfSigned, selfSigned } from './faults/self-signed';
export { type TcpProxy, tcpProxy } from './faults/tcp-proxy';
export { until } from './faults/until';
export { PaypalDouble, type SignedWebhook, StripeDouble } from './provider-doubles';
export {
  createEdge,
  type Edge,
  type EdgeAnswer,
  type EdgeCall,
  type EdgeOptions,
  startEdge,
} from './http-edge/start-edge';
