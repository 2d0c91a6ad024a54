import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Passwords of the embedded server's roles, made once at random. */
export interface Credentials {
  readonly admin: string;
  readonly owner: string;
  readonly app: string;
}

/** Kept beside the cluster, readable by its owner alone. */
export function credentialsIn(folder: string): Credentials {
  const file = join(folder, 'postgres-credentials.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const credentials = { admin: password(), owner: password(), app: password() };
  writeFileSync(file, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return credentials;
}

function password(): string {
  return randomBytes(24).toString('base64url');
}
