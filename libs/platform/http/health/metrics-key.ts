import { hash, timingSafeEqual } from 'node:crypto';

/** Whether a request's `Authorization` is the token with this SHA-256 (hex); anybody's where none is set. */
export function mayReadMetrics(sha256: string | undefined, authorization: string | undefined): boolean {
  if (!sha256) return true;
  const token = authorization?.replace(/^Bearer /i, '') ?? '';
  return timingSafeEqual(hash('sha256', token, 'buffer'), Buffer.from(sha256, 'hex'));
}
