import { Client } from 'pg';
import { Projection, restoreReadModel } from '@ledgerline/platform/projections';
import { readMigrations } from '@ledgerline/platform/postgres';
import { inTransaction } from './backup-client';
import { BackupRefused } from './backup-refused';
import { BackupManifest, filesOf, readManifest } from './manifest';
import { restoreKeys, restoreLog } from './restore-log';
import { restoreReactions } from './restore-reactions';
import { restoreSkips, SkipsReport } from './restore-skips';
import { copyIn, verifyFile } from './table-file';

export interface RestoreOptions {
  /** Connection of the schema's owner: the application may not replace the log. */
  readonly ownerUrl: string;
  /** Connection of the application role, which owns the read models. */
  readonly appUrl: string;
  readonly folder: string;
  /** Absent where the keys that are there are the ones: then none may be missing. */
  readonly keysFolder?: string;
  readonly projections: readonly Projection[];
  /** Replaces a log that holds events. */
  readonly replaces: boolean;
  readonly onStep?: (step: string) => void;
}

export interface RestoreReport {
  readonly events: number;
  /** What new positions begin with. */
  readonly identity: string;
  /** Events that somebody let a read model pass over. */
  readonly skips: SkipsReport;
  readonly readModels: readonly {
    readonly name: string;
    readonly came: 'from the backup' | 'to be built anew';
  }[];
}

/**
 * Puts a backup in the place of what is there. Log and keys change in one transaction, each read model in one
 * of its own after it; whoever is stopped in between finds read models that are refused, never wrong ones.
 * @throws BackupRefused, having changed nothing
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const { ownerUrl, folder, keysFolder, onStep } = options;
  const log = readManifest(folder, 'log');
  const keys = keysFolder === undefined ? undefined : readManifest(keysFolder, 'keys');
  if (keys) refuseOlderKeys(log, keys);
  onStep?.('checking every file of the backup');
  for (const file of filesOf(log)) await verifyFile(folder, file);
  for (const file of keys?.tables ?? []) await verifyFile(keysFolder!, file);
  onStep?.('restoring keys and log');
  const { identity, skips } = await inTransaction({ url: ownerUrl, mode: '' }, async (client) => {
    await claim(client, log, options);
    if (keys) await restoreKeys(client, keysFolder!, keys.tables[0]!);
    await refuseMissingKeys(client, log);
    const begun = await restoreLog(client, folder, log);
    await restoreReactions(client, folder, log);
    return { identity: begun, skips: await restoreSkips(client, folder, log) };
  });
  onStep?.('restoring read models');
  const readModels: RestoreReport['readModels'][number][] = [];
  for (const projection of options.projections) readModels.push(await readModel(options, log, projection));
  return { events: Number(log.log.events), identity, skips, readModels };
}

/**
 * For a log that was brought back to an earlier point by other means than {@link restoreBackup}.
 * @returns the identity of the epoch that begins
 */
export function beginEpoch(ownerUrl: string): Promise<string> {
  return inTransaction({ url: ownerUrl, mode: '' }, async (client) => {
    await refuseCompany(client);
    return (await client.query('select log.begin_epoch() as identity')).rows[0].identity as string;
  });
}

/** From here to the end of the transaction the log is nobody else's. */
async function claim(client: Client, log: BackupManifest, { replaces }: RestoreOptions): Promise<void> {
  const current = readMigrations().at(-1)!.file;
  const { rows: schema } = await client.query(
    'select file from ledgerline.migrations order by number desc limit 1',
  );
  const found = schema[0]?.file as string | undefined;
  if (log.schema !== current || found !== current) {
    throw new BackupRefused(
      `The backup's schema ends at ${log.schema}, the database's at ${found ?? 'nothing'}, this build's at ` +
        `${current}: restore with the build that took the backup, then migrate.`,
    );
  }
  await refuseCompany(client);
  await client.query('lock table log.head, log.streams, log.events in access exclusive mode');
  const { rows } = await client.query('select position from log.head');
  if (rows[0].position === 0n || replaces) return;
  throw new BackupRefused(
    `The database holds ${rows[0].position} events: they would be replaced. Say --yes to do it.`,
  );
}

/** @throws BackupRefused while anybody else is connected to the database */
export async function refuseCompany(client: Client): Promise<void> {
  const { rows } = await client.query(`
    select distinct coalesce(nullif(application_name, ''), 'a nameless session') as name from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null`);
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).join(', ');
  throw new BackupRefused(`Stop every process first: ${names} would go on with what is about to change.`);
}

function refuseOlderKeys(log: BackupManifest, keys: BackupManifest): void {
  if (keys.log.storeId !== log.log.storeId) throw new BackupRefused('The keys are those of another log.');
  if (keys.takenAt >= log.takenAt) return;
  throw new BackupRefused(
    `The keys are of ${keys.takenAt}, the log is of ${log.takenAt}: what was sealed in between could not be read. ` +
      `Use keys that were backed up with the log, or later.`,
  );
}

async function refuseMissingKeys(client: Client, { keys }: BackupManifest): Promise<void> {
  const { rows } = await client.query('select count(*)::int as count from keys.data_keys');
  if (rows[0].count >= keys) return;
  throw new BackupRefused(
    `The log was sealed with ${keys} data keys, ${rows[0].count} would be here: name the folder of the keys.`,
  );
}

async function readModel(
  { appUrl, folder }: RestoreOptions,
  { readModels }: BackupManifest,
  projection: Projection,
): Promise<RestoreReport['readModels'][number]> {
  const stored = readModels.find(
    ({ name, version }) => name === projection.name && version === projection.version,
  );
  const came = await inTransaction({ url: appUrl, mode: '' }, (client) =>
    restoreReadModel(client, projection, stored, (table) => copyIn(client, folder, stored!.table, table)),
  );
  return { name: projection.name, came: came ? 'from the backup' : 'to be built anew' };
}
