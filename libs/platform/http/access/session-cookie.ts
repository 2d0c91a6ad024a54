import { fastifyCookie } from '@fastify/cookie';
import type { ApiRequest } from './principal';
import { SESSION_SECONDS } from './sessions';

export const SESSION_COOKIE = 'ledgerline_session';

/** The session token of a request, if its cookies hold one. */
export function sessionTokenOf({ headers }: ApiRequest): string | undefined {
  return headers.cookie?.includes(SESSION_COOKIE)
    ? fastifyCookie.parse(headers.cookie)[SESSION_COOKIE]
    : undefined;
}

/** Out of reach of scripts and of other sites; on https it never travels in clear. */
export function sessionCookie(request: ApiRequest, token: string): string {
  return cookie(request, token, SESSION_SECONDS);
}

export function expiredSessionCookie(request: ApiRequest): string {
  return cookie(request, '', 0);
}

function cookie({ protocol }: ApiRequest, value: string, maxAge: number): string {
  const secure = protocol === 'https';
  return fastifyCookie.serialize(SESSION_COOKIE, value, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    maxAge,
    secure,
  });
}
