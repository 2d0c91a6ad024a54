import {
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { Projection, readModelSource } from '@ledgerline/platform/projections';
import { inTransaction } from './backup-client';
import { BackupRefused } from './backup-refused';
import { BackedUpReadModel, BackupManifest, FORMAT, filesOf, manifestFile } from './manifest';
import { copyOut, TableFile } from './table-file';

export interface BackupOptions {
  /** Connection of the application role: reading is all it takes. */
  readonly url: string;
  /** A new folder for the log and the read models. */
  readonly folder: string;
  /** A new folder for the data keys; never inside the other (decisions/0019). */
  readonly keysFolder: string;
  readonly projections: readonly Projection[];
  /** Told of each table before it is copied. */
  readonly onTable?: (table: string) => void;
}

export interface BackupReport {
  readonly events: number;
  readonly keys: number;
  readonly readModels: readonly string[];
  readonly bytes: number;
  readonly takenAt: string;
}

const EVENTS = ['position', 'revision', 'recorded_at', 'id', 'command_id', 'command_index', 'stream', 'type'];
const LOG_TABLES = [
  { file: 'log.epochs.copy.gz', table: 'log.epochs', columns: ['epoch', 'tag', 'began_after', 'begun_at'] },
  { file: 'log.streams.copy.gz', table: 'log.streams', columns: ['stream', 'revision'] },
  { file: 'log.events.copy.gz', table: 'log.events', columns: [...EVENTS, 'subject', 'metadata', 'data'] },
];
const SKIPS_TABLE = {
  file: 'projections.skips.copy.gz',
  table: 'projections.skips',
  columns: ['name', 'position', 'version', 'build', 'error', 'who', 'reason', 'at'],
};
const REACTIONS_TABLE = {
  file: 'reactions.known.copy.gz',
  table: 'reactions.known',
  columns: ['reaction', 'begins_after', 'known_since', 'paused_since'],
};
const KEYS_TABLE = {
  file: 'keys.data_keys.copy.gz',
  table: 'keys.data_keys',
  columns: ['party_id', 'wrapped', 'created_at', 'erased_at'],
};

/**
 * Copies log, read models and keys as of one moment, beside a running system. A folder appears under its name
 * only when it is whole and on the disk.
 * @throws BackupRefused when a folder exists, or one lies in the other
 */
export async function takeBackup(options: BackupOptions): Promise<BackupReport> {
  const { url, folder, keysFolder } = options;
  if (`${keysFolder}/`.startsWith(`${folder}/`) || `${folder}/`.startsWith(`${keysFolder}/`)) {
    throw new BackupRefused(
      'The keys need a folder of their own, kept elsewhere: who has both reads what is personal.',
    );
  }
  const target = newFolder(folder);
  const keysTarget = newFolder(keysFolder);
  try {
    const mode = 'isolation level repeatable read read only';
    const { log, keys } = await inTransaction({ url, mode }, (client) =>
      copyAll(client, options, { target, keysTarget }),
    );
    finish(keysTarget, keysFolder, keys);
    finish(target, folder, log);
    return reportOf(log, keys);
  } catch (error) {
    for (const left of [target, keysTarget]) rmSync(left, { recursive: true, force: true });
    throw error;
  }
}

async function copyAll(
  client: Client,
  { projections, onTable }: BackupOptions,
  { target, keysTarget }: { target: string; keysTarget: string },
): Promise<{ log: BackupManifest; keys: BackupManifest }> {
  const facts = await factsOf(client);
  const copy = (folder: string, table: Parameters<typeof copyOut>[2]): Promise<TableFile> => {
    onTable?.(table.table);
    return copyOut(client, folder, table);
  };
  const keys = await copy(keysTarget, KEYS_TABLE);
  const tables: TableFile[] = [];
  for (const table of LOG_TABLES) tables.push(await copy(target, table));
  const skips = await copy(target, SKIPS_TABLE);
  const reactions = await copy(target, REACTIONS_TABLE);
  const readModels: BackedUpReadModel[] = [];
  for (const projection of projections) {
    const source = await readModelSource(client, projection);
    if (!source) continue;
    const file = `${projection.name}.copy.gz`;
    const { view: table, columns, checkpoint } = source;
    readModels.push({ ...checkpoint, table: await copy(target, { file, table, columns }) });
  }
  const common = { format: FORMAT, ...facts, keys: keys.rows } as const;
  return {
    log: { ...common, kind: 'log', tables, skips, reactions, readModels },
    keys: { ...common, kind: 'keys', tables: [keys], readModels: [] },
  };
}

async function factsOf(client: Client): Promise<Pick<BackupManifest, 'takenAt' | 'schema' | 'log'>> {
  const { rows } = await client.query(`
    select now() as "takenAt", store_id as "storeId", epoch::text, epoch_tag as "epochTag", position::text as events,
      (select file from ledgerline.migrations order by number desc limit 1) as schema from log.head`);
  const { takenAt, schema, ...log } = rows[0];
  return { takenAt, schema, log };
}

function newFolder(folder: string): string {
  const partial = `${folder}.partial`;
  const exists = (() => {
    try {
      return readdirSync(folder).length >= 0;
    } catch {
      return false;
    }
  })();
  if (exists) throw new BackupRefused(`${folder} exists already: name a folder that does not.`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  return partial;
}

/** The name is what says that a backup is whole, so everything else is on the disk before it. */
function finish(partial: string, folder: string, manifest: BackupManifest): void {
  const { name, text } = manifestFile(manifest);
  writeFileSync(join(partial, name), text, { mode: 0o600 });
  for (const path of [join(partial, name), partial]) synced(path);
  renameSync(partial, folder);
  synced(join(folder, '..'));
}

function synced(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function reportOf(log: BackupManifest, keys: BackupManifest): BackupReport {
  const files = [...filesOf(log), ...keys.tables];
  return {
    events: Number(log.log.events),
    keys: keys.keys,
    readModels: log.readModels.map(({ name }) => name),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    takenAt: log.takenAt,
  };
}
