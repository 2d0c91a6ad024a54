import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PostgresUnavailable } from './postgres-unavailable';

const POLL_MS = 15;
const STOP_TIMEOUT_MS = 60_000;

/** What the server writes about itself into its data folder. */
interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

export function readPidFile(cluster: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}

/** Waits until the server takes connections. Resolves to false when `exited` says it went away first. */
export async function untilReady(
  cluster: string,
  { pid, exited, timeoutMs }: { pid: number; exited: () => boolean; timeoutMs: number },
): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; Date.now() < end;) {
    if (exited()) return false;
    const file = readPidFile(cluster);
    if (file?.pid === pid && file.ready) return true;
    await pause(POLL_MS);
  }
  throw new PostgresUnavailable(
    `PostgreSQL did not get ready within ${timeoutMs / 1000} s; it may be recovering after a crash. Try again.`,
  );
}

/**
 * Clears what a killed parent left behind: a server that still runs is stopped cleanly, and a pid file whose
 * number now belongs to another program is removed (PostgreSQL would take that program for a server).
 */
export async function stopOrphan(cluster: string): Promise<boolean> {
  const file = readPidFile(cluster);
  const workers = processesIn(cluster);
  if (file && isAlive(file.pid) && (workers === undefined || workers.includes(file.pid))) {
    await stopServer(file.pid);
    return true;
  }
  // The server itself was killed: its workers notice within moments; no new one may start before they left.
  for (const pid of workers ?? []) await untilGone(pid, STOP_TIMEOUT_MS);
  // PostgreSQL takes a zombie, or another program of that number, for a server that still runs.
  if (file) rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return false;
}

/** "Fast" shutdown: sessions end, what is committed stays, the next start needs no recovery. */
export async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await untilGone(pid, STOP_TIMEOUT_MS)) return;
  // "Immediate": the next start recovers from the write-ahead log; nothing committed is lost.
  signal(pid, 'SIGQUIT');
  await untilGone(pid, STOP_TIMEOUT_MS);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone already
  }
}

async function untilGone(pid: number, timeoutMs: number): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await pause(POLL_MS)) {
    if (!isAlive(pid)) return true;
  }
  return false;
}

/** In a container nobody may reap an orphan: it is gone all the same. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** PostgreSQL's processes work inside their data folder; undefined where the system does not tell. */
function processesIn(cluster: string): readonly number[] | undefined {
  if (!existsSync('/proc/self/cwd')) return undefined;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => workingFolder(name) === cluster)
    .map(Number);
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
