import type { RegisteredCommand } from '@ledgerline/platform/commands';
import { isProvided } from '../domain/payout/payout-state';
import { referralsFamilies } from '../families';
import { PAYOUT_METHODS } from '../payouts/payout-provider';
import { pendingPayoutsIn } from '../referral-lookup';
import type { ReferralsParts } from '../referrals-parts';
import { cancelPayoutSlice } from './cancel-payout/cancel-payout.http';
import { completePayoutSlice } from './complete-payout/complete-payout.http';
import { deactivateProgramSlice } from './deactivate-program/deactivate-program.http';
import { failPayoutSlice } from './fail-payout/fail-payout.http';
import { grantReferralRewardSlice } from './grant-referral-reward/grant-referral-reward.http';
import { inviteRefereeSlice } from './invite-referee/invite-referee.http';
import { openProgramSlice } from './open-program/open-program.http';
import { reactivateProgramSlice } from './reactivate-program/reactivate-program.http';
import { requestPayoutSlice } from './request-payout/request-payout.http';
import { startPayoutBatchSlice } from './start-payout-batch/start-payout-batch.http';
import { startPayoutSlice } from './start-payout/start-payout.http';

/** Every command of the referrals context: a new one is one folder and one line here. */
export function referralsCommands(
  parts: Pick<ReferralsParts, 'catalogs' | 'models' | 'loopbackUrls' | 'payoutProviders'>,
): readonly RegisteredCommand[] {
  const { catalogs, models, loopbackUrls, payoutProviders } = parts;
  const { program, referral, payout, payoutBatch } = referralsFamilies(catalogs);
  const methods = PAYOUT_METHODS.filter((method) => !isProvided(method) || payoutProviders[method]);
  return [
    { family: payout, slice: cancelPayoutSlice },
    { family: payout, slice: completePayoutSlice },
    { family: program, slice: deactivateProgramSlice },
    { family: payout, slice: failPayoutSlice },
    { family: referral, slice: grantReferralRewardSlice({ program }) },
    { family: program, slice: inviteRefereeSlice },
    { family: program, slice: openProgramSlice({ program }, { catalogs, loopbackUrls }) },
    { family: program, slice: reactivateProgramSlice },
    { family: program, slice: requestPayoutSlice(methods) },
    { family: payoutBatch, slice: startPayoutBatchSlice(pendingPayoutsIn(models)) },
    { family: payout, slice: startPayoutSlice({ program }) },
  ];
}
