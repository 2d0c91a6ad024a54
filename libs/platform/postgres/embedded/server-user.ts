import { execFileSync } from 'node:child_process';
import { PostgresUnavailable } from './postgres-unavailable';

/** Who the server runs as: nothing to set, except as root, which PostgreSQL refuses to run as. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

const SERVER_USER = 'postgres';

/** As root: the user `postgres`, made if it is missing. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const found = idsOf(SERVER_USER);
  if (found) return found;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', SERVER_USER], { stdio: 'pipe' });
  } catch (error) {
    throw new PostgresUnavailable(
      `PostgreSQL refuses to run as root, and the user "${SERVER_USER}" could not be made ` +
        `(${(error as Error).message.split('\n')[0]}). Make it, or start Ledgerline as another user.`,
      { cause: error },
    );
  }
  return idsOf(SERVER_USER)!;
}

function idsOf(user: string): Required<ServerUser> | undefined {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, user], { stdio: 'pipe' }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
