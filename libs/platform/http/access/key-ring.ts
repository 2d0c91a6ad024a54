import { hash, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '@ledgerline/platform/config';

/** The keys that may come in, by what the configuration holds of them: digests. */
export interface KeyRing {
  /**
   * The key of a bearer token. Every digest is compared, each in constant time, whether or not one has
   * matched: how long the answer takes tells neither which key nor how much of it was right.
   */
  find(token: string): ApiKey | undefined;
  named(name: string): ApiKey | undefined;
}

export function keyRing(keys: readonly ApiKey[]): KeyRing {
  const digests = keys.map((key) => ({ key, digest: Buffer.from(key.sha256, 'hex') }));
  const byName = new Map(keys.map((key) => [key.name, key]));
  return {
    named: (name) => byName.get(name),
    find: (token) => {
      const given = hash('sha256', token, 'buffer');
      let found: ApiKey | undefined;
      for (const { key, digest } of digests) if (timingSafeEqual(digest, given)) found = key;
      return found;
    },
  };
}
