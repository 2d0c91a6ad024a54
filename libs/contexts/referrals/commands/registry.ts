import type { RegisteredCommand } from '@ledgerline/platform/commands';
import { referralsFamilies } from '../families';
import type { ReferralsParts } from '../referrals-parts';
import { cancelPayoutSlice } from './cancel-payout/cancel-payout.http';
import { completePayoutSlice } from './complete-payout/complete-payout.http';
import { deactivateProgramSlice } from './deactivate-program/deactivate-program.http';
import { failPayoutSlice } from './fail-payout/fail-payout.http';
import { grantReferralRewardSlice } from './grant-referral-reward/grant-referral-reward.http';
import { openProgramSlice } from './open-program/open-program.http';
import { reactivateProgramSlice } from './reactivate-program/reactivate-program.http';
import { requestPayoutSlice } from './request-payout/request-payout.http';
import { startPayoutSlice } from './start-payout/start-payout.http';

/** Every command of the referrals context: a new one is one folder and one line here. */
export function referralsCommands({
  catalogs,
  loopbackUrls,
}: Pick<ReferralsParts, 'catalogs' | 'loopbackUrls'>): readonly RegisteredCommand[] {
  const { program, referral, payout } = referralsFamilies(catalogs);
  return [
    { family: payout, slice: cancelPayoutSlice },
    { family: payout, slice: completePayoutSlice },
    { family: program, slice: deactivateProgramSlice },
    { family: payout, slice: failPayoutSlice },
    { family: referral, slice: grantReferralRewardSlice({ program }) },
    { family: program, slice: openProgramSlice({ program }, { loopbackUrls }) },
    { family: program, slice: reactivateProgramSlice },
    { family: program, slice: requestPayoutSlice },
    { family: payout, slice: startPayoutSlice },
  ];
}
