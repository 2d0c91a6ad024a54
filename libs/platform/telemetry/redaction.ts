/** Names whose values never reach a log, in any spelling of case, dash or underscore. */
const SECRET_NAME =
  /^(body|payload|prompt|parameters|errortext|sealed|caller|ip|useragent|session|setcookie)$/;
/** And whatever ends so: `apiKey`, `LEDGERLINE_MASTER_KEY`, `Proxy-Authorization`, `database_url`. */
const SECRET_ENDING = /(keys?|tokens?|passwords?|secrets?|authorization|cookies?|databaseurl|ownerurl)$/;

const CENSORED = '[redacted]';
const DEPTH_MAX = 6;
const ITEMS_MAX = 100;

/** A copy in which every value under a secret name is `[redacted]`, however deep; errors pass untouched. */
export function withoutSecrets(entry: Record<string, unknown>): Record<string, unknown> {
  return redactedRecord(entry, 0);
}

function redactedRecord(record: object, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    copy[name] = isSecret(name) && value !== undefined ? CENSORED : redactedValue(value, depth + 1);
  }
  return copy;
}

function redactedValue(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date)
    return value;
  if (depth > DEPTH_MAX) return '[too deep]';
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map((item) => redactedValue(item, depth + 1));
  return redactedRecord(value, depth);
}

// Entries use few different names; asking the patterns once for each keeps a line cheap.
const known = new Map<string, boolean>();
const KNOWN_MAX = 1_000;

function isSecret(name: string): boolean {
  const answer = known.get(name);
  if (answer !== undefined) return answer;
  const plain = name.replace(/[-_]/g, '').toLowerCase();
  const secret = SECRET_NAME.test(plain) || SECRET_ENDING.test(plain);
  if (known.size < KNOWN_MAX) known.set(name, secret);
  return secret;
}
