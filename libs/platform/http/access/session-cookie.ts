import type { ApiRequest } from './principal';
import { SESSION_SECONDS } from './sessions';

export const SESSION_COOKIE = 'ledgerline_session';
/** A token is base64url: nothing in it needs quoting, and nothing else is taken for one. */
const VALUE = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([A-Za-z0-9_-]*)\\s*(?:;|$)`);

/** The session token of a request, if its cookies hold one. */
export function sessionTokenOf({ headers }: ApiRequest): string | undefined {
  return headers.cookie === undefined ? undefined : VALUE.exec(headers.cookie)?.[1];
}

/** Out of reach of scripts and of other sites; on https it never travels in clear. */
export function sessionCookie(request: ApiRequest, token: string): string {
  return cookie(request, token, SESSION_SECONDS);
}

export function expiredSessionCookie(request: ApiRequest): string {
  return cookie(request, '', 0);
}

function cookie({ protocol }: ApiRequest, value: string, maxAgeSeconds: number): string {
  const secure = protocol === 'https' ? '; Secure' : '';
  return `${SESSION_COOKIE}=${value}; Max-Age=${maxAgeSeconds}; Path=/; HttpOnly; SameSite=Strict${secure}`;
}
