import { ApiKey, tokenDigest } from './api-key';

/** Keys that stand in documentation, compose files and tests: whoever has read those has them. */
export const PUBLISHED_MASTER_KEY = Buffer.from('ledgerline-published-master-key!').toString('base64');
export const PUBLISHED_TOKEN = 'ledgerline-published-token-for-development';

const PUBLISHED_DIGESTS = new Set([PUBLISHED_TOKEN, 'ledgerline-demo-key-0000000000'].map(tokenDigest));

/** Why this master key may not guard real data, if so: it was published, or it is no random key at all. */
export function weaknessOfMasterKey(key: Buffer): string | undefined {
  if (key.toString('base64') === PUBLISHED_MASTER_KEY) return 'it is a key from the documentation';
  // 32 random bytes hold fewer than 16 different values about once in 10¹⁵.
  return new Set(key).size < 16 ? 'it is a key that is not random' : undefined;
}

/** Why this key may not open a production system, if so. */
export function weaknessOfApiKey(key: ApiKey): string | undefined {
  if (PUBLISHED_DIGESTS.has(key.sha256)) return `the token of ${key.name} stands in the documentation`;
  return /^(demo|default|test|example)\b/i.test(key.name) ? `${key.name} is a demo key` : undefined;
}
