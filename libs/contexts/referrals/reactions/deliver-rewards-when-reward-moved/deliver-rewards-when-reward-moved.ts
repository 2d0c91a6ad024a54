import { takeBackPurchaseSlice } from '@ledgerline/contexts/accounts';
import type { ProjectedOf } from '@ledgerline/platform/projections';
import { commandOf, ends, Reaction, Step, waits } from '@ledgerline/platform/reactions';
import type { ProgramEvent } from '../../domain/program/program-events';
import { reportUndelivered } from '../../domain/program/report-undelivered';
import type { CreditsReward, Reward } from '../../domain/reward';
import { grantReward, rewardReference } from '../grant-reward';
import { ownCommand, ReactingParts } from '../reacting-parts';
import { tellReward } from '../tell-reward';

type Told<T extends ProgramEvent['type']> = ProjectedOf<ProgramEvent, T>;

/** Credits of a reward reach their accounts when it vests, and are taken back when it is clawed back. */
export function deliverRewardsWhenRewardMoved(parts: ReactingParts): Reaction {
  return {
    name: 'deliver-rewards-when-reward-moved',
    // By reward: one that waits for an account holds up no other, and its own clawback stays behind it.
    key: ({ stream, data }) => `${stream}/${(data as { rewardId?: string }).rewardId ?? ''}`,
    on: {
      RewardVested: (event) => vested(parts, event as Told<'RewardVested'>),
      RewardClawedBack: (event) => clawedBack(parts, event as Told<'RewardClawedBack'>),
    },
  };
}

function vested(parts: ReactingParts, { data }: Told<'RewardVested'>): readonly Step[] {
  const { rewardId, referralId, rewards } = data;
  const grants = rewards.filter(isCredits).map((reward) =>
    grantReward(parts, {
      ...{ rewardId, reward, reason: `referral of ${referralId}` },
      refused: (reason) => [undelivered(parts, data, { reason, beneficiaryId: reward.beneficiaryId })],
    }),
  );
  // What a service granted beside the rule does not make the referral paid.
  return rewardId === referralId
    ? [...grants, tellReward(parts, { referralId, rewardId, refusedBecause: null })]
    : grants;
}

function clawedBack(parts: ReactingParts, { data }: Told<'RewardClawedBack'>): readonly Step[] {
  if (data.from === 'vesting') return [];
  return data.rewards.filter(isCredits).map((reward) => takingBack(parts, data, reward));
}

/** As of a purchase: what is there goes, what a job holds is waited for, and what was spent is owed. */
function takingBack(
  { families }: ReactingParts,
  { rewardId, refundId }: Told<'RewardClawedBack'>['data'],
  reward: CreditsReward,
): Step {
  const granted = rewardReference(rewardId, reward);
  const reference = `${granted}:${refundId}`;
  return commandOf(
    { family: families.account, slice: takeBackPurchaseSlice },
    {
      streamId: reward.beneficiaryId,
      parameters: { grantType: 'REFERRAL_REWARD', reference },
      command: {
        ...{ orderId: granted, grantType: 'REFERRAL_REWARD', reference },
        ...{ amountMicros: reward.creditsMicros, reason: 'the payment behind the referral went back' },
      },
      refused: {
        'account-not-found': ends('there is no account, so there is nothing to take'),
        'reference-conflict': ends('somebody has used this reference for another act'),
        'too-many-refusals': waits('the account was refused too often within a minute'),
      },
    },
  );
}

function undelivered(
  { families }: ReactingParts,
  { partyId, rewardId, referralId }: Told<'RewardVested'>['data'],
  why: { readonly reason: string; readonly beneficiaryId: string },
): Step {
  return ownCommand(families.program, {
    name: 'ReportUndelivered',
    streamId: partyId,
    parameters: { rewardId, ...why },
    decide: (state, context) => reportUndelivered({ rewardId, referralId, ...why }, state, context),
  });
}

function isCredits(reward: Reward): reward is CreditsReward {
  return reward.kind === 'credits';
}
