import { accept, noEffect, refuse, Timestamp, utcDay } from '@ledgerline/kernel';
import type { Reward } from '../reward';
import { ProgramContext, ProgramDecision, rewardSubject } from './program-decision';
import type { RewardEarned, RewardVested } from './program-events';
import { countOn, ProgramState } from './program-state';

export interface EarnReward {
  readonly rewardId: string;
  readonly referralId: string;
  readonly rewards: readonly Reward[];
  readonly vestsAt: Timestamp;
}

/** A reward enters the program's ledger, once; where it has vested already it does so at once. */
export function earnReward(
  command: EarnReward,
  state: ProgramState,
  { now, policy, history }: ProgramContext,
): ProgramDecision {
  const { rewardId, referralId, vestsAt } = command;
  if (state.status === 'missing') return refuse('program-not-found');
  if ((history.get(rewardSubject(rewardId)) ?? []).length > 0) return noEffect('reward-already-earned');
  const max = policy.document.referral?.rewardsPerDayMax ?? 0;
  const today = countOn(state.rewardsToday, utcDay(now));
  if (today >= max) return refuse('reward-limit-reached', { rewardsToday: today, rewardsPerDayMax: max });

  const facts = { partyId: state.partyId, rewardId, referralId, rewards: [...command.rewards] };
  const earned: RewardEarned = { type: 'RewardEarned', data: { ...facts, vestsAt, earnedAt: now } };
  const vested: RewardVested = { type: 'RewardVested', data: { ...facts, vestedAt: now } };
  return vestsAt <= now ? accept<RewardEarned | RewardVested>(earned, vested) : accept(earned);
}
