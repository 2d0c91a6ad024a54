import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { PostgresUnavailable } from './postgres-unavailable';
import { isAlive } from './postmaster';
import { ServerUser } from './server-user';

/** What lies in a folder of embedded data. */
export interface DataFolder {
  readonly root: string;
  /** PostgreSQL's own folder. */
  readonly cluster: string;
  readonly serverLog: string;
}

/**
 * Makes the folder and checks at once that it can be used, rather than failing later in PostgreSQL's words.
 */
export function openDataFolder(path: string, user: ServerUser): DataFolder {
  const root = resolve(path);
  const cluster = join(root, 'postgres');
  try {
    mkdirSync(root, { recursive: true });
    const probe = join(root, `.write-probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
    mkdirSync(cluster, { recursive: true, mode: 0o700 });
    chmodSync(cluster, 0o700);
    if (user.uid !== undefined) chownSync(cluster, user.uid, user.gid!);
  } catch (error) {
    throw new PostgresUnavailable(
      `the data folder ${root} cannot be written (${(error as Error).message}). ` +
        `Make it writable, or name another one in LEDGERLINE_DATA.`,
      { cause: error },
    );
  }
  return { root, cluster: realpathSync(cluster), serverLog: join(root, 'postgres.log') };
}

/** One process at a time works on a folder. A lock whose process is gone is stale and taken over. */
export function lockDataFolder({ root }: DataFolder): () => void {
  const file = join(root, 'ledgerline.pid');
  if (existsSync(file)) {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid !== process.pid && isAlive(pid) && isNode(pid)) {
      throw new PostgresUnavailable(
        `the data folder ${root} is in use by process ${pid}. Stop that one, or name another folder in ` +
          `LEDGERLINE_DATA.`,
      );
    }
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

/**
 * After a restart of the machine the number may belong to anything. Where it cannot be told, assume the
 * worst.
 */
function isNode(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node');
  } catch {
    return !existsSync('/proc/self');
  }
}
