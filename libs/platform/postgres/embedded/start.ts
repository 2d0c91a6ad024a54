import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { provisionDatabase } from '../provision';
import { PostgresBinaries, findBinaries } from './binaries';
import { credentialsIn } from './credentials';
import { DataFolder, lockDataFolder, openDataFolder } from './data-folder';
import { initCluster } from './init-cluster';
import { choosePort } from './port';
import { PostgresUnavailable } from './postgres-unavailable';
import { isAlive, stopOrphan, stopServer, untilReady } from './postmaster';
import { serverCommand } from './server-command';
import { ServerUser, serverUser } from './server-user';
import { serverFlags } from './settings';

export interface EmbeddedPostgresOptions {
  /** Where the data stays, e.g. `.ledgerline`. */
  readonly folder: string;
  /** Default: any free port. */
  readonly port?: number;
  readonly database?: string;
  /** Default true. False only for data that may be lost: tests. */
  readonly durable?: boolean;
  /** Default false. True: `stop` removes the folder. */
  readonly temporary?: boolean;
}

export interface EmbeddedPostgres {
  readonly port: number;
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly serverPid: number;
  /** Version and origin, for the log: "PostgreSQL 18". */
  readonly version: string;
  /** Ends all sessions, writes everything out, waits until the server is gone. */
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 120_000;

/**
 * Starts PostgreSQL on a folder; a fresh one is initialised with the two roles and an empty database (the
 * schema is {@link migrate}'s business). A server left behind by a killed process is stopped first.
 * @throws PostgresUnavailable for a folder that cannot be written or is in use, a port in use, no binaries
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = findBinaries();
  const user = serverUser();
  const folder = openDataFolder(options.folder, user);
  const unlock = lockDataFolder(folder);
  try {
    const credentials = credentialsIn(folder.root);
    await stopOrphan(folder.cluster);
    assertSameMajor(folder, binaries);
    const fresh = !existsSync(join(folder.cluster, 'PG_VERSION'));
    if (fresh) await initCluster({ folder, binaries, user, password: credentials.admin });
    const port = await choosePort(options.port);
    const serverPid = await startServer({ folder, binaries, user, port, durable: options.durable ?? true });
    const adminUrl = `postgresql://postgres:${credentials.admin}@127.0.0.1:${port}/postgres`;
    const database = options.database ?? 'ledgerline';
    const passwords = { ownerPassword: credentials.owner, appPassword: credentials.app };
    const urls = await provisionDatabase({ adminUrl, database, ...passwords });
    const killAtExit = (): void => void (isAlive(serverPid) && process.kill(serverPid, 'SIGINT'));
    process.once('exit', killAtExit);
    const stop = async (): Promise<void> => {
      process.removeListener('exit', killAtExit);
      await stopServer(serverPid);
      unlock();
      if (options.temporary) rmSync(folder.root, { recursive: true, force: true });
    };
    return { port, adminUrl, ...urls, serverPid, version: `PostgreSQL ${binaries.major}`, stop };
  } catch (error) {
    unlock();
    throw error;
  }
}

interface ServerStart {
  readonly folder: DataFolder;
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser;
  readonly port: number;
  readonly durable: boolean;
}

/** In a process group of its own: Ctrl-C is for us, and the server goes last. */
async function startServer({ folder, binaries, user, port, durable }: ServerStart): Promise<number> {
  const log = openSync(folder.serverLog, 'a', 0o600);
  const flags = serverFlags({ port, major: binaries.major, durable });
  const args = ['-D', folder.cluster, ...flags];
  const command = serverCommand(user, { program: binaries.postgres, args, cluster: folder.cluster });
  const child = spawn(command.program, command.args, {
    ...command.ids,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, LC_ALL: 'C', LANG: 'C' },
  });
  closeSync(log);
  let exited = false;
  child.once('exit', () => (exited = true));
  child.once('error', () => (exited = true));
  child.unref();
  const pid = child.pid ?? 0;
  if (await untilReady(folder.cluster, { pid, exited: () => exited, timeoutMs: READY_TIMEOUT_MS }))
    return pid;
  throw new PostgresUnavailable(
    `PostgreSQL did not start on ${folder.cluster}: ${lastLines(folder.serverLog)} (whole log: ${folder.serverLog})`,
  );
}

function assertSameMajor({ cluster }: DataFolder, { major }: PostgresBinaries): void {
  const file = join(cluster, 'PG_VERSION');
  if (!existsSync(file)) return;
  const found = Number(readFileSync(file, 'utf8'));
  if (found === major) return;
  throw new PostgresUnavailable(
    `the data in ${cluster} was written by PostgreSQL ${found}, this is PostgreSQL ${major}. Dump and restore it ` +
      `with PostgreSQL ${found}, or name another folder in LEDGERLINE_DATA.`,
  );
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' | ');
}
