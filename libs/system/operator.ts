import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { EXIT_CODES, LedgerlineConfig, StartupFault } from '@ledgerline/platform/config';
import { EventStore } from '@ledgerline/platform/eventstore';
import { Decode, Projection } from '@ledgerline/platform/projections';
import { assertSchemaCurrent, createPool, embeddedUrls } from '@ledgerline/platform/postgres';
import { openStore } from '@ledgerline/platform/runtime';
import { decode, projections } from './read-models';
import { secretsIn } from './standalone/secrets';
import { systemConfig } from './system-config';

/** What an operator's command stands on: the log, the read models' database, and what they are made of. */
export interface Operator {
  readonly config: LedgerlineConfig;
  readonly pool: Pool;
  readonly store: EventStore;
  readonly projections: readonly Projection[];
  readonly decode: Decode;
  close(): Promise<void>;
}

export interface OperatorOptions {
  /** False for what must look at a database of any age; default true: it must be this build's. */
  readonly checksSchema?: boolean;
}

const APPLICATION = 'ledgerline-cli';

/**
 * Connects as an operator, beside whatever runs: nothing is migrated, taken over or started.
 * @throws StartupFault, SchemaMismatch, or the database's error when it cannot be reached
 */
export async function openOperator(
  variables: Readonly<Record<string, string | undefined>>,
  { checksSchema = true }: OperatorOptions = {},
): Promise<Operator> {
  const config = operatorConfig(variables);
  const { databaseUrl: url, eventStore } = config;
  if (eventStore === 'memory') throw new StartupFault(NO_MEMORY, EXIT_CODES.configuration);
  const pool = createPool({ url: url!, applicationName: APPLICATION, connectionsMax: 6 });
  try {
    if (checksSchema) await assertSchemaCurrent(pool);
    const store = await openStore(config, APPLICATION, { indexing: false });
    const close = async (): Promise<void> => {
      await store.close();
      await pool.end();
    };
    return { config, pool, store, projections, decode, close };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

const NO_MEMORY = 'EVENT_STORE is memory: that log lives inside one process, and no other can look at it.';

/**
 * The configuration of the processes beside which the operator works. Without DATABASE_URL it is the
 * standalone installation of the data folder, which must be running.
 * @throws ConfigurationInvalid, StartupFault
 */
export function operatorConfig(variables: Readonly<Record<string, string | undefined>>): LedgerlineConfig {
  if (variables.DATABASE_URL) return systemConfig(variables);
  const folder = variables.LEDGERLINE_DATA || '.ledgerline';
  const urls = embeddedUrls(folder);
  if (!urls || !existsSync(join(folder, 'secrets.json'))) {
    throw new StartupFault(
      `There is no DATABASE_URL, and no Ledgerline runs on the data folder ${folder}. Start it (npm start), ` +
        `name its folder in LEDGERLINE_DATA, or set DATABASE_URL.`,
      EXIT_CODES.configuration,
    );
  }
  const { masterKey, apiKeys } = secretsIn(folder);
  return systemConfig({
    ...variables,
    LEDGERLINE_MASTER_KEY: variables.LEDGERLINE_MASTER_KEY || masterKey,
    LEDGERLINE_API_KEYS: variables.LEDGERLINE_API_KEYS || apiKeys,
    DATABASE_URL: urls.appUrl,
    DATABASE_OWNER_URL: variables.DATABASE_OWNER_URL || urls.ownerUrl,
  });
}
