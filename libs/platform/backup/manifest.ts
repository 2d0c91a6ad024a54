import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackupRefused } from './backup-refused';
import { TableFile } from './table-file';

export const FORMAT = 2;
const FILE = 'manifest.json';

/** What a backup holds: written last, so that a folder without it is none. */
export interface BackupManifest {
  readonly format: typeof FORMAT;
  readonly kind: 'log' | 'keys';
  /** By the database's clock; log and keys of one run have the same. */
  readonly takenAt: string;
  /** The schema's last migration: a backup is restored into the same schema. */
  readonly schema: string;
  readonly log: {
    readonly storeId: string;
    readonly epoch: string;
    readonly epochTag: string;
    /** How many, and so the sequence of the last one. */
    readonly events: string;
  };
  /** Parties that have a data key, or had one. */
  readonly keys: number;
  readonly tables: readonly TableFile[];
  /** Which events somebody let which read model pass over; absent in a backup of keys. */
  readonly skips?: TableFile;
  /** Where each reaction begins, and which are paused; absent in a backup of keys, and in older ones. */
  readonly reactions?: TableFile;
  readonly readModels: readonly BackedUpReadModel[];
}

/** Everything of a backup of the log that is checked before any of it is restored. */
export function filesOf({ tables, skips, reactions, readModels }: BackupManifest): readonly TableFile[] {
  const beside = [skips, reactions].flatMap((file) => file ?? []);
  return [...tables, ...beside, ...readModels.map(({ table }) => table)];
}

/** A read model's checkpoint, as it stood in the same snapshot as its rows. */
export interface BackedUpReadModel {
  readonly name: string;
  readonly version: number;
  readonly shape: string;
  readonly position: string | null;
  readonly state: string;
  readonly error: string | null;
  readonly errorPosition: string | null;
  readonly skipped: string;
  /** Its rows. */
  readonly table: TableFile;
}

/** The file's name and its text: the manifest, and a digest of it that says that it is whole. */
export function manifestFile(manifest: BackupManifest): { readonly name: string; readonly text: string } {
  const digest = digestOf(manifest);
  return { name: FILE, text: `${JSON.stringify({ ...manifest, digest }, null, 2)}\n` };
}

/** @throws BackupRefused when the folder holds no backup of this kind and format, or a damaged one */
export function readManifest(folder: string, kind: BackupManifest['kind']): BackupManifest {
  const { digest, ...manifest } = parsed(folder);
  if (digest !== digestOf(manifest))
    throw new BackupRefused(`${join(folder, FILE)} was changed or is damaged.`);
  if (manifest.format !== FORMAT) {
    throw new BackupRefused(`${folder} has format ${manifest.format}; this build restores format ${FORMAT}.`);
  }
  if (manifest.kind === kind) return manifest;
  throw new BackupRefused(`${folder} holds a backup of the ${manifest.kind}, not of the ${kind}.`);
}

function parsed(folder: string): BackupManifest & { readonly digest: string } {
  try {
    return JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as BackupManifest & { digest: string };
  } catch (error) {
    throw new BackupRefused(`${folder} holds no whole backup: ${(error as Error).message}`);
  }
}

function digestOf(manifest: BackupManifest): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
}
