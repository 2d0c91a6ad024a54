import { spawn } from 'node:child_process';
import { chownSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { PostgresBinaries } from './binaries';
import { DataFolder } from './data-folder';
import { PostgresUnavailable } from './postgres-unavailable';
import { ServerCommand, serverCommand } from './server-command';
import { ServerUser } from './server-user';

/** Makes an empty cluster: UTF-8, byte order, passwords from the first moment on. */
export async function initCluster(init: {
  readonly folder: DataFolder;
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser;
  readonly password: string;
}): Promise<void> {
  const { folder, binaries, user, password } = init;
  const passwordFile = join(tmpdir(), `ledgerline-init-${randomUUID()}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (user.uid !== undefined) chownSync(passwordFile, user.uid, user.gid!);
  try {
    const locale = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
    const flags = ['--encoding=UTF8', '--locale=C', ...locale, '--auth=scram-sha-256', '--username=postgres'];
    const args = [`--pgdata=${folder.cluster}`, `--pwfile=${passwordFile}`, ...flags];
    await run(serverCommand(user, { program: binaries.initdb, args, cluster: folder.cluster }));
  } catch (error) {
    // A half-made cluster would be taken for a whole one at the next start.
    rmSync(folder.cluster, { recursive: true, force: true });
    throw new PostgresUnavailable(
      `PostgreSQL could not initialise ${folder.cluster}: ${(error as Error).message}` + rootHint(user),
      { cause: error },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function rootHint(user: ServerUser): string {
  if (user.uid === undefined) return '';
  return (
    '. Started as root, the server runs as the user "postgres", who must be able to reach the data folder and the ' +
    'program: put both outside of folders that only root may enter (LEDGERLINE_DATA), or start as another user.'
  );
}

function run({ program, args, ids }: ServerCommand): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, LC_ALL: 'C', LANG: 'C' };
    const child = spawn(program, args, { ...ids, cwd: '/', env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(said.trim().split('\n').slice(-3).join(' | ') || `exit code ${code}`));
    });
  });
}
