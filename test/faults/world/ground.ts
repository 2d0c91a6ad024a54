import { join } from 'node:path';
import { createClient, migrate, startEmbeddedPostgres } from '@ledgerline/platform/postgres';
import { giveToOwnerOf, SmallDisk, smallDisk } from './small-disk';

/** The PostgreSQL a system under fault stands on. Its URLs lead straight to the server, past every link. */
export interface Ground {
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly version: string;
  /** Where the log's index of commands lies; else why there is none. */
  readonly disk: SmallDisk | { readonly missing: string };
  stop(): Promise<void>;
}

/**
 * A server of its own, durable as in production, on an empty database; the folder goes with it. Every append
 * writes the index of commands, so that a full disk under it stops every append.
 */
export async function ownGround(folder: string): Promise<Ground> {
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), temporary: true });
  await migrate(server.ownerUrl);
  const adminUrl = new URL(server.adminUrl);
  adminUrl.pathname = '/ledgerline';
  const disk = smallDisk(folder);
  if ('folder' in disk) {
    giveToOwnerOf(join(folder, 'postgres', 'postgres'), disk.folder);
    await moveIndex(adminUrl.toString(), disk);
  }
  const { ownerUrl, appUrl, version } = server;
  const stop = async () => {
    await server.stop();
    if ('folder' in disk) disk.remove();
  };
  return { adminUrl: adminUrl.toString(), ownerUrl, appUrl, version, disk, stop };
}

async function moveIndex(url: string, { folder }: SmallDisk): Promise<void> {
  const db = createClient({ url, applicationName: 'faults' });
  await db.connect();
  try {
    await db.query(`create tablespace small_disk location ${db.escapeLiteral(folder)}`);
    await db.query('alter index log.events_command set tablespace small_disk');
  } finally {
    await db.end();
  }
}
