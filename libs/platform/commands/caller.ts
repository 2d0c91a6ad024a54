import { type ApiRequest, principalOf } from '@ledgerline/platform/http';
import type { Caller } from './command-call';

/** Who sent a request and from where, as its connection tells. */
export function callerOf(request: ApiRequest): Caller {
  const principal = principalOf(request);
  const userAgent = request.headers['user-agent'] ?? '';
  return { principal, requestId: request.id, ip: request.ip, userAgent };
}
