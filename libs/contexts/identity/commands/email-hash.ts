import { claimIdOf } from '@ledgerline/platform/claims';

/** Addresses that differ in case alone are one: the same hash, which is also the name of their claim. */
export function emailHashOf(keyedHash: (text: string) => string, email: string): string {
  return claimIdOf(keyedHash, 'email', email.normalize('NFC').toLowerCase());
}
