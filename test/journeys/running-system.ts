import { Writable } from 'node:stream';
import type { CatalogReader } from '@ledgerline/contexts/catalog';
import { LedgerlineConfig, mintApiKey, Role, ROLES } from '@ledgerline/platform/config';
import { Runtime, startRuntime } from '@ledgerline/platform/runtime';
import { createApi, openCatalog, startProjector, startReactor, systemConfig } from '@ledgerline/system';
import { createLogger, Logger } from '@ledgerline/platform/telemetry';
import { GivenLog, StartLog, TestDatabase, testDatabase } from '@ledgerline/testing';
import { ApiClient } from './api-client';

const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');

/** The whole system on a database of its own: real sockets, real PostgreSQL, real projector and reactor. */
export interface RunningSystem {
  readonly service: ApiClient;
  readonly finance: ApiClient;
  readonly admin: ApiClient;
  /** A client without any key. */
  readonly nobody: ApiClient;
  readonly runtime: Runtime;
  readonly database: TestDatabase;
  /** As it was given. */
  readonly log: GivenLog | undefined;
  /** Rejects when the projector cannot go on. */
  readonly projecting: Promise<void>;
  /** Everything the processes logged so far. */
  logged(): string;
  /** Another api instance on the same database, with caches of its own. */
  secondInstance(role?: Role): Promise<ApiClient>;
  stop(): Promise<void>;
}

/**
 * @param given a database that the caller drops; without one the system has its own
 * @param startLog where its log is; without it in that database
 * @param variables of the environment, beside those that make it run
 */
export async function startSystem(
  given?: TestDatabase,
  startLog?: StartLog,
  variables: Readonly<Record<string, string>> = {},
): Promise<RunningSystem> {
  const database = given ?? (await testDatabase());
  const log = await startLog?.(database);
  const keys = Object.fromEntries(
    ROLES.map((role) => [role, mintApiKey({ name: `${role}-key`, role })]),
  ) as Record<Role, { token: string; entry: string }>;
  const config = systemConfig({
    ...log?.variables,
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    HTTP_PORT: '0',
    LEDGERLINE_MASTER_KEY: MASTER_KEY,
    LEDGERLINE_API_KEYS: Object.values(keys)
      .map(({ entry }) => entry)
      .join(','),
    LOG_LEVEL: 'debug',
    ...variables,
  });
  const lines: string[] = [];
  const logger = loggerInto(lines);
  const runtimes: Runtime[] = [];
  const start = async () => {
    const runtime = await startOne(config, logger);
    runtimes.unshift(runtime);
    return runtime;
  };
  const runtime = await start();
  const { stopped: projecting } = await startProjector(runtime);
  projecting.catch(() => undefined);
  const catalogs = await openCatalog(runtime);
  startReactor(runtime, catalogs);
  const url = await serve(runtime, catalogs);
  const client = (role: Role) => new ApiClient(url, keys[role].token);
  return {
    service: client('service'),
    finance: client('finance'),
    admin: client('admin'),
    nobody: new ApiClient(url, undefined),
    runtime,
    database,
    log,
    projecting,
    logged: () => lines.join('\n'),
    secondInstance: async (role = 'service') => secondApi(await start(), keys[role].token),
    stop: async () => {
      for (const open of runtimes) await open.closers.closeAll();
      await log?.stop();
      if (!given) await database.drop();
    },
  };
}

function startOne(config: LedgerlineConfig, logger: Logger): Promise<Runtime> {
  return startRuntime({ config, logger, applicationName: 'ledgerline-journey', connectionsMax: 8 });
}

async function secondApi(runtime: Runtime, token: string): Promise<ApiClient> {
  return new ApiClient(await serve(runtime, await openCatalog(runtime)), token);
}

async function serve(runtime: Runtime, catalogs: CatalogReader): Promise<string> {
  const http = await createApi(runtime, { pageFolder: 'dist/apps/admin', catalogs });
  return (await http.listen()).url;
}

function loggerInto(lines: string[]): Logger {
  const destination = new Writable({
    write: (line: Buffer, _encoding, done) => {
      lines.push(line.toString());
      done();
    },
  });
  return createLogger({ level: 'debug', service: 'journey', destination });
}
