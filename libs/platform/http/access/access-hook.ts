import type { Role } from '@ledgerline/platform/config';
import { Problem } from '../problems/problem';
import type { KeyRing } from './key-ring';
import type { Access, ApiReply, ApiRequest, Principal } from './principal';
import { assertSameSite } from './same-site';
import { sessionTokenOf } from './session-cookie';
import type { Sessions } from './sessions';

const BEARER = /^Bearer ([\x21-\x7e]{24,512})$/i;
const READS = new Set(['GET', 'HEAD']);

export type AccessHook = (request: ApiRequest, reply: ApiReply, done: (error?: Error) => void) => void;

/**
 * The one guard, in front of every route and before its body is read. It is a hook of Fastify and no guard of
 * Nest, so that it also stands before files and documentation, which Nest does not know; and it denies what
 * declares nothing.
 */
export function accessHook({ keyRing, sessions }: { keyRing: KeyRing; sessions: Sessions }): AccessHook {
  return (request, _reply, done) => {
    const access = request.routeOptions.config.access;
    if (access === 'public' || request.is404) return done();
    try {
      const principal = authenticated(request, { keyRing, sessions });
      request.principal = principal;
      assertMay(principal.role, access);
      done();
    } catch (error) {
      done(error as Error);
    }
  };
}

/** A key wins over a session; a wrong key is not rescued by one. */
function authenticated(request: ApiRequest, by: { keyRing: KeyRing; sessions: Sessions }): Principal {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const key = by.keyRing.find(BEARER.exec(authorization)?.[1] ?? '');
    if (!key) throw new Problem('unauthenticated', { detail: 'The key of this request is not valid.' });
    return { name: key.name, role: key.role, via: 'key' };
  }
  const token = sessionTokenOf(request);
  const principal = token === undefined ? undefined : by.sessions.open(token);
  if (!principal) throw new Problem('unauthenticated');
  if (!READS.has(request.method)) assertSameSite(request);
  return principal;
}

function assertMay(role: Role, access: Exclude<Access, 'public'> | undefined): void {
  if (access?.includes(role)) return;
  const needed = access?.join(' or ') ?? 'nobody: the route declares no roles';
  throw new Problem('forbidden', { detail: `Your key has the role ${role}; this is for ${needed}.` });
}
