import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { credentialsIn } from './credentials';
import { isAlive, readPidFile } from './postmaster';
import { APP_ROLE, OWNER_ROLE } from '../provision';

/**
 * Connections to the embedded server that another process runs on a folder; undefined when none runs there.
 * Nothing is started or made.
 */
export function embeddedUrls(
  folder: string,
  database = 'ledgerline',
): { readonly appUrl: string; readonly ownerUrl: string } | undefined {
  const root = resolve(folder);
  if (!existsSync(join(root, 'postgres-credentials.json'))) return undefined;
  const running = readPidFile(join(root, 'postgres'));
  if (!running?.ready || !isAlive(running.pid)) return undefined;
  const { app, owner } = credentialsIn(root);
  const urlOf = (role: string, password: string): string =>
    `postgresql://${role}:${password}@127.0.0.1:${running.port}/${database}`;
  return { appUrl: urlOf(APP_ROLE, app), ownerUrl: urlOf(OWNER_ROLE, owner) };
}
