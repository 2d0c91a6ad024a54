import { Problem } from '../problems/problem';

export const IDEMPOTENCY_KEY_LENGTH_MAX = 200;
const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;

/**
 * The key of a command, from its header or from its entry in a batch.
 * @throws Problem idempotency-key-missing, idempotency-key-invalid
 */
export function parseIdempotencyKey(given: unknown): string {
  if (given === undefined || given === null || given === '') throw new Problem('idempotency-key-missing');
  if (typeof given !== 'string') throw new Problem('idempotency-key-invalid');
  if (given.length > IDEMPOTENCY_KEY_LENGTH_MAX || !PRINTABLE_ASCII.test(given)) {
    throw new Problem('idempotency-key-invalid', {
      detail:
        `The Idempotency-Key has ${given.length} characters; it must have 1 to ` +
        `${IDEMPOTENCY_KEY_LENGTH_MAX} printable ASCII characters. A UUID will do.`,
    });
  }
  return given;
}
