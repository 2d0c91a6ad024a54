import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  rmSync,
  statfsSync,
  statSync,
  chownSync,
  writeFileSync,
  appendFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** A file system of its own and of fixed size, in memory; it can be filled to the last block and freed. */
export interface SmallDisk {
  readonly folder: string;
  fill(): void;
  free(): void;
  remove(): void;
}

/** Room for the log's index of commands of a long run: some 100 MB for a million commands. */
const SIZE = '512m';
const BALLAST_BYTES = 1024 * 1024;

/** Mounting is a privilege: where it is not given, this says why. */
export function smallDisk(parent: string): SmallDisk | { readonly missing: string } {
  const root = join(parent, 'small-disk');
  mkdirSync(root, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', root], { stdio: 'pipe' });
  } catch (error) {
    return { missing: `no tmpfs can be mounted here: ${(error as Error).message.split('\n').at(-2) ?? ''}` };
  }
  chmodSync(root, 0o755);
  const folder = join(root, 'tablespace');
  mkdirSync(folder, { mode: 0o700 });
  const ballast = join(root, 'ballast');
  return {
    folder,
    fill: () => fill(root, ballast),
    free: () => rmSync(ballast, { force: true }),
    remove: () => execFileSync('umount', ['--lazy', root]),
  };
}

/** Block by block at the end: what is nearly full is not full. */
function fill(root: string, ballast: string): void {
  writeFileSync(ballast, '');
  const { bsize } = statfsSync(root);
  try {
    for (;;) {
      const { bavail } = statfsSync(root);
      if (bavail === 0) return;
      appendFileSync(ballast, Buffer.alloc(Math.min(bavail * bsize, BALLAST_BYTES)));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

/** The server's user owns its tablespace, as it owns its data folder. */
export function giveToOwnerOf(dataFolder: string, folder: string): void {
  const { uid, gid } = statSync(dataFolder);
  chownSync(folder, uid, gid);
}
