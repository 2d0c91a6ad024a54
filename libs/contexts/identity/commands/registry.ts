import type { RegisteredCommand } from '@ledgerline/platform/commands';
import type { IdentityParts } from '../identity-parts';

/** Every command of the identity context: a new one is one folder and one line here. */
export function identityCommands(_parts: IdentityParts): readonly RegisteredCommand[] {
  return [];
}
