import type { RegisteredCommand } from '@ledgerline/platform/commands';
import type { ReferralsParts } from '../referrals-parts';

/** Every command of the referrals context: a new one is one folder and one line here. */
export function referralsCommands(_parts: ReferralsParts): readonly RegisteredCommand[] {
  return [];
}
