import type { Reaction } from '@ledgerline/platform/reactions';
import type { accountFamily } from '../account-family';

/** Every reaction of the accounts context: a new one is one folder and one line here. */
export function accountReactions(_family: ReturnType<typeof accountFamily>): readonly Reaction[] {
  return [];
}
