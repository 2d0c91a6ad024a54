import type { DueSource } from '@ledgerline/platform/reactions';
import type { IdentityParts } from './identity-parts';

/** What falls due by itself in the streams of the identity context. */
export function identityDueSources(_parts: IdentityParts): readonly DueSource[] {
  return [];
}
