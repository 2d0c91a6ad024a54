import { Client } from 'pg';
import { BackupRefused } from './backup-refused';
import { BackupManifest } from './manifest';
import { copyIn, TableFile } from './table-file';

const GUARDS = [
  ['log.events', 'events_are_final'],
  ['log.streams', 'streams_stay'],
  ['log.epochs', 'epochs_are_final'],
] as const;

/**
 * Puts the log of a backup in the place of the one that is there and begins an epoch; all within the client's
 * transaction, which is the schema owner's.
 * @returns the identity of the epoch that begins
 */
export async function restoreLog(
  client: Client,
  folder: string,
  { log, tables }: BackupManifest,
): Promise<string> {
  for (const [table, guard] of GUARDS) await client.query(`alter table ${table} disable trigger ${guard}`);
  await client.query('truncate log.events, log.streams, log.epochs, snapshots.streams');
  for (const table of tables) await copyIn(client, folder, table);
  await client.query('update log.head set store_id = $1, epoch = $2, epoch_tag = $3, position = $4', [
    log.storeId,
    log.epoch,
    log.epochTag,
    log.events,
  ]);
  await refuseHoles(client);
  for (const [table, guard] of GUARDS) await client.query(`alter table ${table} enable trigger ${guard}`);
  return (await client.query('select log.begin_epoch() as identity')).rows[0].identity as string;
}

/** The same sums that hold while the log grows: positions and revisions without a hole. */
async function refuseHoles(client: Client): Promise<void> {
  const { rows } = await client.query(`
    select h.position as head, e.count as events, e.last, s.revisions from log.head h
    cross join (select count(*) as count, coalesce(max(position), 0) as last from log.events) e
    cross join (select coalesce(sum(revision + 1), 0)::bigint as revisions from log.streams) s`);
  const { head, events, last, revisions } = rows[0];
  if (head === events && head === last && head === revisions) return;
  throw new BackupRefused(
    `The backup's log does not add up: it ends at ${head}, holds ${events} events up to ${last} and ${revisions} ` +
      `revisions. Nothing was restored.`,
  );
}

/**
 * Adds the keys of a backup to those that are there. What was erased in either stays erased: a restored
 * database must not bring a party back.
 * @throws BackupRefused when a party has another key by now: what either sealed could not be read with one
 */
export async function restoreKeys(client: Client, folder: string, stored: TableFile): Promise<void> {
  await client.query('create temp table restored_keys (like keys.data_keys) on commit drop');
  await copyIn(client, folder, stored, 'restored_keys');
  const { rows } = await client.query(`
    select r.party_id from restored_keys r join keys.data_keys k using (party_id)
    where r.wrapped is not null and k.wrapped is not null and r.wrapped <> k.wrapped order by 1 limit 3`);
  if (rows.length > 0) {
    const parties = rows.map((row) => row.party_id).join(', ');
    throw new BackupRefused(
      `Other data keys than the backup's are there already (${parties}, …): see decisions/0019.`,
    );
  }
  await client.query(`
    update keys.data_keys k set wrapped = null, erased_at = r.erased_at from restored_keys r
    where k.party_id = r.party_id and r.wrapped is null and k.wrapped is not null`);
  await client.query(
    'insert into keys.data_keys select * from restored_keys on conflict (party_id) do nothing',
  );
}
