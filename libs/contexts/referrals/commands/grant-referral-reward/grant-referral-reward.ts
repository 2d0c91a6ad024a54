import { accept, refuse } from '@ledgerline/kernel';
import type { ReferralContext, ReferralDecision } from '../../domain/referral/referral-decision';
import type { ReferralEvent } from '../../domain/referral/referral-events';
import type { ReferralState } from '../../domain/referral/referral-state';
import type { Reward } from '../../domain/reward';

export interface GrantReferralReward {
  readonly reward: Reward;
  readonly reason: string;
  /** Money goes to a program: whether the beneficiary has one. */
  readonly hasProgram: boolean;
}

/** A reward beside the rule: for one referral nobody is given anything twice. */
export function grantReferralReward(
  { reward, reason, hasProgram }: GrantReferralReward,
  { status, referralId, rewarded }: ReferralState,
  { now }: ReferralContext,
): ReferralDecision {
  const { beneficiaryId } = reward;
  if (status === 'missing') return refuse('referral-not-found');
  if (status === 'rejected') return refuse('referral-rejected');
  if (rewarded.includes(beneficiaryId)) return refuse('reward-already-granted', { beneficiaryId });
  if (reward.kind === 'money' && !hasProgram) return refuse('program-not-found', { beneficiaryId });

  const rewardId = `${referralId}:${beneficiaryId}`;
  const data = { referralId, rewardId, reward, reason, grantedAt: now };
  return accept<ReferralEvent>({ type: 'ReferralRewardGranted', data });
}
