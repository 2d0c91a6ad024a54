import type { Reaction } from '@ledgerline/platform/reactions';
import type { accountFamily } from '../account-family';
import { countSeatsWhenMembersChange } from './count-seats-when-members-change/count-seats-when-members-change';
import { openAccountWhenPartyRegistered } from './open-account-when-party-registered/open-account-when-party-registered';

/** Every reaction of the accounts context: a new one is one folder and one line here. */
export function accountReactions(family: ReturnType<typeof accountFamily>): readonly Reaction[] {
  return [countSeatsWhenMembersChange(family), openAccountWhenPartyRegistered(family)];
}
