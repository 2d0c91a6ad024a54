import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT_CODES, mintApiKey, Role, ROLES, StartupFault } from '@ledgerline/platform/config';

/** What a standalone installation made for itself at its first start. */
export interface Secrets {
  /** Base64 of 32 bytes; every personal text in the log is lost with it. */
  readonly masterKey: string;
  /** Bearer tokens, one per role, named after it. */
  readonly tokens: Readonly<Record<Role, string>>;
  /** The tokens' digests, as `LEDGERLINE_API_KEYS` wants them. */
  readonly apiKeys: string;
}

const FILE = 'secrets.json';

/** Kept beside the data, readable by its owner alone; made at random where they are missing. */
export function secretsIn(folder: string): Secrets {
  const file = join(folder, FILE);
  try {
    if (!existsSync(file)) make(folder, file);
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch (error) {
    const message =
      `The data folder ${folder} cannot be used (${(error as Error).message}). ` +
      `Make it writable, or name another one in LEDGERLINE_DATA.`;
    throw new StartupFault(message, EXIT_CODES.cannotCreate, { cause: error });
  }
}

/** Whole or not at all, and once: of two that start at the same time, both take what the first one made. */
function make(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true });
  const own = `${file}.${process.pid}`;
  writeFileSync(own, `${JSON.stringify(newSecrets(), null, 2)}\n`, { mode: 0o600 });
  try {
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(own);
  }
}

function newSecrets(): Secrets {
  const keys = ROLES.map((role) => ({ role, ...mintApiKey({ name: role, role }) }));
  return {
    masterKey: randomBytes(32).toString('base64'),
    tokens: Object.fromEntries(keys.map(({ role, token }) => [role, token])) as Record<Role, string>,
    apiKeys: keys.map(({ entry }) => entry).join(','),
  };
}
