import { accept, noEffect, refuse } from '@ledgerline/kernel';
import { keptOf, PaymentLoss, Reward, withWorth, worthOf } from '../reward';
import { ProgramContext, ProgramDecision, rewardSubject } from './program-decision';
import type { ProgramEvent } from './program-events';
import type { ProgramState } from './program-state';

export interface ClawBackReward extends PaymentLoss {
  readonly rewardId: string;
  /** The act by which the payment went back: the same one takes once. */
  readonly refundId: string;
}

/** Takes back what a payment no longer supports: canceled while it vests, owed where it is gone already. */
export function clawBackReward(
  command: ClawBackReward,
  state: ProgramState,
  { now, history }: ProgramContext,
): ProgramDecision {
  const { rewardId, refundId } = command;
  const recorded = history.get(rewardSubject(rewardId)) ?? [];
  const earned = recorded.find((event) => event.type === 'RewardEarned');
  if (earned === undefined) return refuse('reward-not-found', { rewardId });
  const before = recorded.flatMap((event) => (event.type === 'RewardClawedBack' ? [event.data] : []));
  if (before.some((one) => one.refundId === refundId)) return noEffect('refund-already-counted');
  const { rewards, referralId } = earned.data;
  const taken = before.flatMap((one) => one.rewards);
  const taking = rewards.map((reward) => stillToTake(reward, taken, command)).filter(isSomething);
  if (taking.length === 0) return noEffect('nothing-to-claw-back');

  const from = Object.hasOwn(state.vesting, rewardId) ? 'vesting' : 'vested';
  const facts = { partyId: state.partyId, rewardId, referralId };
  const data = { ...facts, refundId, from, rewards: taking, clawedBackAt: now } as const;
  return accept<ProgramEvent>({ type: 'RewardClawedBack', data });
}

function stillToTake(reward: Reward, taken: readonly Reward[], loss: PaymentLoss): Reward {
  const before = taken
    .filter(({ beneficiaryId, kind }) => beneficiaryId === reward.beneficiaryId && kind === reward.kind)
    .reduce((sum, one) => sum + worthOf(one), 0n);
  return withWorth(reward, worthOf(reward) - keptOf(reward, loss) - before);
}

function isSomething(reward: Reward): boolean {
  return worthOf(reward) > 0n;
}
