export { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded/start';
export { embeddedUrls } from './embedded/embedded-urls';
export { PostgresUnavailable } from './embedded/postgres-unavailable';
export { removeAbandoned } from './embedded/remove-abandoned';
export { assertSchemaCurrent, migrate, pendingFiles, type MigrationReport } from './migrate';
export { MIGRATIONS_FOLDER, SchemaMismatch, readMigrations } from './migrations';
export { createClient, createPool, type ConnectionOptions, type PoolOptions } from './pool';
export { APP_ROLE, OWNER_ROLE, provisionDatabase, urlFor, type ProvisionedDatabase } from './provision';
export { describeSchema } from './describe-schema';
