import { Problem } from '../problems/problem';
import type { ApiRequest } from './principal';

const JSON_TYPE = /^application\/json\b/i;

/**
 * What a cookie authorizes must come from our own pages. A form of another site cannot send JSON, and a
 * browser names the origin of every request that changes something; SameSite=Strict is the first wall, this
 * the second.
 * @throws Problem cross-site-request
 */
export function assertSameSite({ headers, host }: ApiRequest): void {
  if (!JSON_TYPE.test(headers['content-type'] ?? ''))
    throw crossSite('it is not declared as application/json');
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw crossSite('the browser says so');
  if (headers.origin !== undefined && hostOf(headers.origin) !== host)
    throw crossSite('its Origin is another');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function crossSite(why: string): Problem {
  return new Problem('cross-site-request', {
    detail: `A session changes things only from its own pages, and this request does not look like it: ${why}.`,
  });
}
