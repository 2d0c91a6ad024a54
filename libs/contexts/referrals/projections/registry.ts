import type { Projection } from '@ledgerline/platform/projections';
import { partyMarks } from './party-marks/party-marks';
import { payoutBatches } from './payout-batches/payout-batches';
import { payouts } from './payouts/payouts';
import { programFunds } from './program-funds/program-funds';
import { programs } from './programs/programs';
import { referralClicks } from './referral-clicks/referral-clicks';
import { referralInvitations } from './referral-invitations/referral-invitations';
import { referralRewards } from './referral-rewards/referral-rewards';
import { referrals } from './referrals/referrals';

/** The read models of the referrals context. A new one is its folder and one line here. */
export const referralsProjections: readonly Projection[] = [
  partyMarks,
  payoutBatches,
  payouts,
  programFunds,
  programs,
  referralClicks,
  referralInvitations,
  referralRewards,
  referrals,
];
