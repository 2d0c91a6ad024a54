import { migrate, startEmbeddedPostgres } from '@ledgerline/platform/postgres';
import { operatorConfig } from '@ledgerline/system';
import { CliCall, UsageError } from './cli-command';

export interface DatabaseUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

/**
 * The database with nobody on it. That of a standalone installation runs only while the installation does,
 * so it is started for the work; a folder that is still in use is refused.
 */
export async function withQuietDatabase<T>(
  { variables }: Pick<CliCall, 'variables'>,
  work: (urls: DatabaseUrls) => Promise<T>,
): Promise<T> {
  if (variables.DATABASE_URL) {
    const { databaseUrl, databaseOwnerUrl: ownerUrl } = operatorConfig(variables);
    if (!ownerUrl) throw new UsageError('This needs the owner of the schema: set DATABASE_OWNER_URL.');
    return work({ ownerUrl, appUrl: databaseUrl! });
  }
  const server = await startEmbeddedPostgres({ folder: variables.LEDGERLINE_DATA || '.ledgerline' });
  try {
    await migrate(server.ownerUrl);
    return await work(server);
  } finally {
    await server.stop();
  }
}
