import type { Reaction } from '@ledgerline/platform/reactions';
import type { ReferralsParts } from '../referrals-parts';

/** Every reaction of the referrals context: a new one is one folder and one line here. */
export function referralsReactions(_parts: ReferralsParts): readonly Reaction[] {
  return [];
}
