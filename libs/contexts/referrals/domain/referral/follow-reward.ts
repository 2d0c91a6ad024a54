import { accept, noEffect } from '@ledgerline/kernel';
import type { ReferralContext, ReferralDecision } from './referral-decision';
import type { ReferralState } from './referral-state';

export interface FollowReward {
  readonly rewardId: string;
  /** Why the program did not take it; null: it has vested. */
  readonly refusedBecause: string | null;
}

/** What became of a reward in the program, told in the referral. */
export function followReward(
  { rewardId, refusedBecause }: FollowReward,
  { status, referralId }: ReferralState,
  { now }: ReferralContext,
): ReferralDecision {
  if (refusedBecause !== null) {
    const data = { referralId, rewardId, reason: refusedBecause, refusedAt: now };
    return accept({ type: 'ReferralRewardRefused', data });
  }
  if (status !== 'confirmed') return noEffect('reward-already-paid');
  return accept({ type: 'ReferralRewardPaid', data: { referralId, paidAt: now } });
}
