import { createSecretKey, timingSafeEqual } from 'node:crypto';
import type { ApiKey, Role } from '@ledgerline/platform/config';
import { decrypt, encrypt } from '@ledgerline/platform/sealing';
import type { KeyRing } from './key-ring';
import type { Principal } from './principal';

export const SESSION_SECONDS = 8 * 3_600;
const CONTEXT = 'ledgerline-session-v1';

/**
 * Sessions of the page. A token carries everything (AES-256-GCM, so it can be neither read nor made), and no
 * instance keeps a list: any of them opens it, a restart loses none. It dies after 8 h, or when its key
 * leaves the configuration; signing out makes the browser forget it.
 */
export interface Sessions {
  issue(key: ApiKey): { readonly token: string; readonly expiresAt: string };
  /** Who the session belongs to; undefined when it is altered, over, or its key is gone or another one. */
  open(token: string): Principal | undefined;
}

export interface SessionsOptions {
  /** 32 bytes for this purpose alone. */
  readonly secret: Uint8Array;
  readonly keyRing: KeyRing;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

interface Content {
  readonly name: string;
  readonly role: Role;
  readonly expiresAtMs: number;
  readonly sha256: string;
}

export function sessions({ secret, keyRing, now }: SessionsOptions): Sessions {
  const key = createSecretKey(secret);
  return {
    issue: ({ name, role, sha256 }) => {
      const expiresAtMs = now() + SESSION_SECONDS * 1_000;
      const content: Content = { name, role, expiresAtMs, sha256 };
      const token = encrypt(key, JSON.stringify(content), CONTEXT).toString('base64url');
      return { token, expiresAt: new Date(expiresAtMs).toISOString() };
    },
    open: (token) => {
      const content = contentOf(() => decrypt(key, Buffer.from(token, 'base64url'), CONTEXT));
      if (!content || content.expiresAtMs <= now()) return undefined;
      const current = keyRing.named(content.name);
      if (!current || current.role !== content.role || !sameDigest(current, content)) return undefined;
      return { name: current.name, role: current.role, via: 'session' };
    },
  };
}

function contentOf(opened: () => Buffer): Content | undefined {
  try {
    return JSON.parse(opened().toString('utf8')) as Content;
  } catch {
    return undefined;
  }
}

function sameDigest(a: { sha256: string }, b: { sha256: string }): boolean {
  return timingSafeEqual(Buffer.from(a.sha256, 'hex'), Buffer.from(b.sha256, 'hex'));
}
