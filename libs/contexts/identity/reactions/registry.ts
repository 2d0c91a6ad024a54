import type { Reaction } from '@ledgerline/platform/reactions';
import type { IdentityParts } from '../identity-parts';

/** Every reaction of the identity context: a new one is one folder and one line here. */
export function identityReactions(_parts: IdentityParts): readonly Reaction[] {
  return [];
}
