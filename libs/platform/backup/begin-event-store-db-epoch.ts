import { Projection, restoreReadModel } from '@ledgerline/platform/projections';
import { inTransaction } from './backup-client';
import { refuseCompany } from './restore-backup';

export interface BeginEventStoreDbEpoch {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly projections: readonly Projection[];
  /** Names the log anew and answers its name. */
  readonly rename: () => Promise<string>;
}

/**
 * For a log in EventStoreDB that was brought back to an earlier point: it gets another name, and all that the
 * database has read from the one before begins anew. Whoever is stopped in between finds a database that is
 * refused by every process, and asks again.
 * @returns what new positions begin with
 * @throws BackupRefused while a process is connected
 */
export async function beginEventStoreDbEpoch(begin: BeginEventStoreDbEpoch): Promise<string> {
  const identity = await inTransaction({ url: begin.ownerUrl, mode: '' }, async (client) => {
    await refuseCompany(client);
    // First the name: the old one with emptied tables would look like a log that nobody has read yet.
    const name = await begin.rename();
    await client.query('truncate command_index.commands, command_index.subjects, snapshots.streams');
    await client.query('update command_index.checkpoint set store_id = null, position = null');
    return name;
  });
  for (const projection of begin.projections) {
    await inTransaction({ url: begin.appUrl, mode: '' }, (client) =>
      restoreReadModel(client, projection, undefined, async () => undefined),
    );
  }
  return identity;
}
