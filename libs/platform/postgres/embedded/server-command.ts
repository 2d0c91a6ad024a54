import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ServerUser } from './server-user';

export interface ServerCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly ids: ServerUser;
}

/** Linux capabilities that let a process pass folders it may not enter; the weaker one first. */
const PASSES_FOLDERS = [
  { name: 'dac_read_search', bit: 2n },
  { name: 'dac_override', bit: 1n },
];

/**
 * How to run a program of PostgreSQL as its user. Root often works in folders that only root may enter (its
 * home, a `mktemp -d`); there the server gets the one right it lacks to pass them, by `setpriv`.
 */
export function serverCommand(
  user: ServerUser,
  command: { readonly program: string; readonly args: readonly string[]; readonly cluster: string },
): ServerCommand {
  const { program, args, cluster } = command;
  const plain = { program, args, ids: user };
  if (user.uid === undefined || [program, cluster].every((path) => canReach(user, path))) return plain;
  const right = PASSES_FOLDERS.find(({ bit }) => (grantableCapabilities() >> bit) & 1n)?.name;
  if (!right || !hasSetpriv()) return plain;
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  const rights = [`--inh-caps=+${right}`, `--ambient-caps=+${right}`];
  return { program: 'setpriv', args: [...ids, ...rights, '--', program, ...args], ids: {} };
}

function canReach(user: ServerUser, path: string): boolean {
  try {
    execFileSync('test', ['-x', path], { ...user, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function grantableCapabilities(): bigint {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)/m.exec(status)![1]}`);
  } catch {
    return 0n;
  }
}

function hasSetpriv(): boolean {
  try {
    execFileSync('setpriv', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
