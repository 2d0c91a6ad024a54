import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';

export const FAILED_SIGN_INS_MAX = 10;
const WINDOW_MS = 15 * 60_000;
const ADDRESSES_MAX = 10_000;

/** How often an address may be wrong: 10 times in 15 minutes, then it waits. */
export interface SignInBound {
  /** Seconds until the address may try again; undefined when it may now. */
  waitSeconds(ip: string): number | undefined;
  failed(ip: string): void;
  succeeded(ip: string): void;
}

export function signInBound(now: () => number): SignInBound {
  const failures = new LRUCache<string, { count: number; untilMs: number }>({ max: ADDRESSES_MAX });
  const current = (ip: string) => {
    const entry = failures.get(networkOf(ip));
    return entry && entry.untilMs > now() ? entry : undefined;
  };
  return {
    waitSeconds: (ip) => {
      const entry = current(ip);
      if (!entry || entry.count < FAILED_SIGN_INS_MAX) return undefined;
      return Math.ceil((entry.untilMs - now()) / 1_000);
    },
    failed: (ip) => {
      const entry = current(ip) ?? { count: 0, untilMs: now() + WINDOW_MS };
      failures.set(networkOf(ip), { ...entry, count: entry.count + 1 });
    },
    succeeded: (ip) => void failures.delete(networkOf(ip)),
  };
}

/** One customer of an IPv6 provider has a /64, so its addresses count as one. */
function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  if (ip.toLowerCase().startsWith('::ffff:')) return ip.slice('::ffff:'.length);
  const [head = '', tail = ''] = ip.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = ip.includes('::') ? 8 - groups.length - tail.split(':').filter(Boolean).length : 0;
  return [...groups, ...Array<string>(missing).fill('0'), ...tail.split(':')].slice(0, 4).join(':');
}
