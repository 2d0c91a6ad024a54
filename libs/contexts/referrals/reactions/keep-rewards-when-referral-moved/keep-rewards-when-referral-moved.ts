import type { ProjectedOf } from '@ledgerline/platform/projections';
import { ends, Reaction, ReactionCommand, Step } from '@ledgerline/platform/reactions';
import { clawBackReward } from '../../domain/program/claw-back-reward';
import { EarnReward, earnReward } from '../../domain/program/earn-reward';
import { rewardSubject } from '../../domain/program/program-decision';
import type { ReferralEvent } from '../../domain/referral/referral-events';
import { grantReward } from '../grant-reward';
import { ownCommand, ReactingParts } from '../reacting-parts';
import { tellReward } from '../tell-reward';

type Told<T extends ReferralEvent['type']> = ProjectedOf<ReferralEvent, T>;

/** What a referral earns or loses enters the program's ledger, in the order in which it happened. */
export function keepRewardsWhenReferralMoved(parts: ReactingParts): Reaction {
  return {
    name: 'keep-rewards-when-referral-moved',
    on: {
      ReferralConfirmed: (event) => confirmed(parts, event as Told<'ReferralConfirmed'>),
      ReferralPaymentLost: (event) => [lost(parts, event as Told<'ReferralPaymentLost'>)],
      ReferralRewardGranted: (event) => [granted(parts, event as Told<'ReferralRewardGranted'>)],
    },
  };
}

function confirmed(parts: ReactingParts, { data }: Told<'ReferralConfirmed'>): readonly Step[] {
  const { referralId, referrerId, rewards, vestsAt } = data;
  if (rewards.length === 0) return [];
  return [earn(parts, referrerId, { rewardId: referralId, referralId, rewards, vestsAt })];
}

function lost(parts: ReactingParts, { data }: Told<'ReferralPaymentLost'>): ReactionCommand {
  const { referralId: rewardId, referrerId, refundId, refundedMinor, totalMinor } = data;
  const command = { rewardId, refundId, refundedMinor, totalMinor };
  return ownCommand(parts.families.program, {
    name: 'ClawBackReward',
    streamId: referrerId,
    parameters: { rewardId, refundId },
    subjects: [rewardSubject(rewardId)],
    decide: (state, context) => clawBackReward(command, state, context),
    refused: { 'reward-not-found': ends('the program never took a reward for it') },
  });
}

function granted(parts: ReactingParts, { data }: Told<'ReferralRewardGranted'>): ReactionCommand {
  const { referralId, rewardId, reward, reason, grantedAt } = data;
  const { beneficiaryId } = reward;
  if (reward.kind === 'money') {
    return earn(parts, beneficiaryId, { rewardId, referralId, rewards: [reward], vestsAt: grantedAt });
  }
  const refused = (because: string) => [tellReward(parts, { referralId, rewardId, refusedBecause: because })];
  return grantReward(parts, { rewardId, reward, reason, refused });
}

function earn(parts: ReactingParts, partyId: string, command: EarnReward): ReactionCommand {
  const { rewardId, referralId } = command;
  const tellWhy = (refusedBecause: string) => ({
    kind: 'does' as const,
    steps: () => [tellReward(parts, { referralId, rewardId, refusedBecause })],
  });
  return ownCommand(parts.families.program, {
    name: 'EarnReward',
    streamId: partyId,
    parameters: { rewardId, referralId },
    subjects: [rewardSubject(rewardId)],
    decide: (state, context) => earnReward(command, state, context),
    refused: {
      'program-not-found': tellWhy('program-not-found'),
      'reward-limit-reached': tellWhy('reward-limit-reached'),
    },
  });
}
