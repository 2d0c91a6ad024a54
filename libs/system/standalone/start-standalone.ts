import { LedgerlineConfig } from '@ledgerline/platform/config';
import { startEmbeddedPostgres } from '@ledgerline/platform/postgres';
import { startRuntime } from '@ledgerline/platform/runtime';
import { Logger } from '@ledgerline/platform/telemetry';
import { createApi, openCatalog } from '../api';
import { startProjector } from '../projector';
import { projectorCheck } from '../read-models';
import { startReactor } from '../reactor';
import { systemConfig } from '../system-config';
import { Secrets, secretsIn } from './secrets';

export interface StandaloneOptions {
  /** Environment variables; what they name is used, the rest is made up and kept in the data folder. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly logger: (config: LedgerlineConfig) => Logger;
  readonly pageFolder: string;
}

export interface Standalone {
  readonly url: string;
  readonly config: LedgerlineConfig;
  readonly logger: Logger;
  /** The tokens made for this installation; absent where the configuration brought its own keys. */
  readonly tokens: Secrets['tokens'] | undefined;
  /** Connection of the application role. */
  readonly databaseUrl: string;
  /** Rejects when the projector cannot go on. */
  readonly failed: Promise<void>;
  /** Answers what was accepted, commits the batch in hand, closes everything, the database last. */
  stop(): Promise<void>;
}

/**
 * The whole system in this process: api, projector, reactor and page, on an embedded PostgreSQL unless
 * `DATABASE_URL` names another.
 * @throws StartupFault in words for whoever started it
 */
export async function startStandalone({
  variables,
  logger,
  pageFolder,
}: StandaloneOptions): Promise<Standalone> {
  const folder = variables.LEDGERLINE_DATA || '.ledgerline';
  const secrets = secretsIn(folder);
  const given = {
    ...variables,
    LEDGERLINE_MASTER_KEY: variables.LEDGERLINE_MASTER_KEY || secrets.masterKey,
    LEDGERLINE_API_KEYS: variables.LEDGERLINE_API_KEYS || secrets.apiKeys,
  };
  const checked = systemConfig(given, { bringsDatabase: true });
  const database = checked.databaseUrl ? undefined : await startEmbeddedPostgres({ folder });
  try {
    const databaseUrl = checked.databaseUrl ?? database!.appUrl;
    const config = {
      ...checked,
      databaseUrl,
      databaseOwnerUrl: checked.databaseOwnerUrl ?? database?.ownerUrl,
    };
    const log = logger(config);
    const runtime = await startRuntime({
      config,
      logger: log,
      applicationName: 'ledgerline',
      connectionsMax: 18,
    });
    const stop = async () => {
      await runtime.closers.closeAll();
      await database?.stop();
    };
    try {
      const { stopped } = await startProjector(runtime);
      const catalogs = await openCatalog(runtime);
      startReactor(runtime, catalogs);
      const checks = [projectorCheck(runtime)];
      const { url } = await (await createApi(runtime, { pageFolder, catalogs, checks })).listen();
      const tokens = variables.LEDGERLINE_API_KEYS ? undefined : secrets.tokens;
      return { url, config, logger: log, tokens, databaseUrl, failed: stopped, stop };
    } catch (error) {
      await runtime.closers.closeAll();
      throw error;
    }
  } catch (error) {
    await database?.stop();
    throw error;
  }
}
