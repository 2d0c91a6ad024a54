import { createHash, randomBytes } from 'node:crypto';

export const ROLES = ['service', 'finance', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A bearer token has at least so many characters; shorter ones could be guessed. */
export const TOKEN_LENGTH_MIN = 24;

/** A named key as the configuration holds it: never the token, only its digest. */
export interface ApiKey {
  /** The actor in every event that is recorded for this key. */
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the token, lower-case hex. */
  readonly sha256: string;
}

/** A new key: the token for its holder, and the `name:role:sha256hex` entry for `LEDGERLINE_API_KEYS`. */
export function mintApiKey({ name, role }: { name: string; role: Role }): { token: string; entry: string } {
  const token = `ll_${randomBytes(24).toString('base64url')}`;
  return { token, entry: apiKeyEntry({ name, role, sha256: tokenDigest(token) }) };
}

export function apiKeyEntry({ name, role, sha256 }: ApiKey): string {
  return `${name}:${role}:${sha256}`;
}

export function tokenDigest(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

const ENTRY = /^([A-Za-z0-9._-]{1,60}):(service|finance|admin):([0-9a-f]{64})$/;

/** The keys of a `name:role:sha256hex,…` list, or what is wrong with it (never quoting a digest). */
export function parseApiKeys(list: string): readonly ApiKey[] | string {
  const entries = list.split(',').map((entry) => entry.trim());
  const matches = entries.map((entry) => ENTRY.exec(entry));
  const wrong = matches.findIndex((match) => match === null);
  if (wrong !== -1) return `entry ${wrong + 1} of ${entries.length} is not of that form`;
  const keys = matches.map((match) => ({ name: match![1]!, role: match![2] as Role, sha256: match![3]! }));
  const twice = keys.find((key, i) => keys.findIndex((other) => other.name === key.name) !== i);
  if (twice) return `the name ${twice.name} is given twice`;
  if (new Set(keys.map((key) => key.sha256)).size < keys.length) return 'two names share one token';
  return keys;
}
