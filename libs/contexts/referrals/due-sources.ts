import type { DueSource } from '@ledgerline/platform/reactions';
import type { ReferralsParts } from './referrals-parts';

/** What falls due by itself in the streams of the referrals context. */
export function referralsDueSources(_parts: ReferralsParts): readonly DueSource[] {
  return [];
}
