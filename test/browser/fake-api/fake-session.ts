import type { Session } from '../../../apps/admin/src/api/contract';
import { ADMIN_KEY, FINANCE_KEY, SERVICE_KEY } from './keys';
import { problem, type Answer } from './answer';

const COOKIE = 'ledgerline_session';
const TRIES_MAX = 5;
const LOCKED_SECONDS = 30;

const KEYS: Readonly<Record<string, Session>> = {
  [ADMIN_KEY]: { name: 'ops-admin', role: 'admin' },
  [FINANCE_KEY]: { name: 'books', role: 'finance' },
  [SERVICE_KEY]: { name: 'renderer', role: 'service' },
};

/** Sign-in as the contract has it: an admin key against a cookie, and a lock after too many wrong ones. */
export class FakeSession {
  private wrongKeys = 0;
  private sessions = 0;
  private readonly open = new Set<string>();

  signIn(key: string): Answer {
    if (this.wrongKeys >= TRIES_MAX) {
      return problem(429, 'too-many-sign-ins', 'Too many wrong keys.', {
        'retry-after': String(LOCKED_SECONDS),
      });
    }
    const session = KEYS[key];
    if (!session) {
      this.wrongKeys += 1;
      return problem(401, 'unauthenticated', 'This key is not known.');
    }
    if (session.role !== 'admin') return problem(403, 'forbidden', 'Only an admin key signs in here.');
    this.wrongKeys = 0;
    this.sessions += 1;
    const token = `session-${this.sessions}`;
    this.open.add(token);
    const cookie = `${COOKIE}=${token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=28800`;
    return { status: 200, body: session, headers: { 'set-cookie': cookie } };
  }

  signOut(cookies: string | undefined): Answer {
    this.open.delete(tokenOf(cookies));
    const cookie = `${COOKIE}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0`;
    return { status: 204, body: undefined, headers: { 'set-cookie': cookie } };
  }

  isOpen(cookies: string | undefined): boolean {
    return this.open.has(tokenOf(cookies));
  }

  endAll(): void {
    this.open.clear();
  }

  unlock(): void {
    this.wrongKeys = 0;
  }

  whoIs(): Session & { via: string } {
    return { ...KEYS[ADMIN_KEY]!, via: 'session' };
  }
}

function tokenOf(cookies = ''): string {
  return new RegExp(`${COOKIE}=([^;]+)`).exec(cookies)?.[1] ?? '';
}
