import type { Client } from 'pg';
import type { BackupManifest } from './manifest';
import { copyIn } from './table-file';

/**
 * Puts where each reaction begins, and which are paused, in the place of what is there. Without it every
 * reaction would begin with the log, and one that was added later would act on what lies before its time.
 */
export async function restoreReactions(
  client: Client,
  folder: string,
  { reactions }: BackupManifest,
): Promise<void> {
  if (!reactions) return;
  await client.query('delete from reactions.known');
  await copyIn(client, folder, reactions);
}
