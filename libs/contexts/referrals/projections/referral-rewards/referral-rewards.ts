import { invariant, Timestamp } from '@ledgerline/kernel';
import { ProjectedOf, totalProjection } from '@ledgerline/platform/projections';
import type { ProgramEvent } from '../../domain/program/program-events';
import { Reward, worthOf } from '../../domain/reward';

/** What one party gets for one referral, as a program keeps it. */
export interface ReferralRewardRow {
  party_id: string;
  reward_id: string;
  beneficiary_id: string;
  referral_id: string;
  kind: Reward['kind'];
  /** Minor units of `currency`, or micro-credits. */
  amount: bigint;
  /** Null: credits. */
  currency: string | null;
  clawed_back: bigint;
  state: 'VESTING' | 'VESTED' | 'CANCELED' | 'UNDELIVERED';
  /** Why the account would not take it. */
  reason: string | null;
  earned_at: Timestamp;
  vests_at: Timestamp;
  changed_at: Timestamp;
}

type Told<T extends ProgramEvent['type']> = ProjectedOf<ProgramEvent, T>;
type Key = Partial<ReferralRewardRow>;

export const referralRewards = totalProjection<ReferralRewardRow, ProgramEvent>({
  name: 'referral_rewards',
  version: 1,
  schema: 'read_referrals',
  columns: {
    party_id: 'text',
    reward_id: 'text',
    beneficiary_id: 'text',
    referral_id: 'text',
    kind: 'text',
    amount: 'bigint',
    currency: 'text',
    clawed_back: 'bigint',
    state: 'text',
    reason: 'text',
    earned_at: 'timestamp',
    vests_at: 'timestamp',
    changed_at: 'timestamp',
  },
  key: ['party_id', 'reward_id', 'beneficiary_id'],
  // The first finds what is due to vest, the second a program's rewards.
  indexes: [
    ['state', 'vests_at', 'party_id'],
    ['party_id', 'earned_at', 'reward_id', 'beneficiary_id'],
  ],
  financial: true,
  streamOf: { prefix: 'referralProgram-', column: 'party_id' },
  on: {
    ProgramOpened: 'ignored',
    ProgramDeactivated: 'ignored',
    ProgramReactivated: 'ignored',
    ReferralClicked: 'ignored',
    RefereeInvited: 'ignored',
    InvitationAccepted: 'ignored',
    InvitationExpired: 'ignored',
    RewardEarned: { keys: eachOf, fold: earned },
    RewardVested: {
      keys: eachOf,
      fold: (row, { at }) => ({ ...existing(row), state: 'VESTED', changed_at: at }),
    },
    RewardClawedBack: { keys: eachOf, fold: clawedBack },
    RewardUndelivered: {
      keys: ({ data }) => [keyOf(data, data.beneficiaryId)],
      fold: (row, { data, at }) => ({
        ...existing(row),
        ...{ state: 'UNDELIVERED', reason: data.reason, changed_at: at },
      }),
    },
    PayoutReserved: 'ignored',
    PayoutPaidOut: 'ignored',
    PayoutReleased: 'ignored',
  },
});

function eachOf({ data }: Told<'RewardEarned' | 'RewardVested' | 'RewardClawedBack'>): readonly Key[] {
  return data.rewards.map(({ beneficiaryId }) => keyOf(data, beneficiaryId));
}

function keyOf({ partyId, rewardId }: { partyId: string; rewardId: string }, beneficiaryId: string): Key {
  return { party_id: partyId, reward_id: rewardId, beneficiary_id: beneficiaryId };
}

function earned(
  row: ReferralRewardRow | undefined,
  { data, at }: Told<'RewardEarned'>,
  key: Key,
): ReferralRewardRow {
  invariant(row === undefined, 'a reward is earned once');
  const reward = rewardFor(data.rewards, key);
  return {
    ...{ party_id: data.partyId, reward_id: data.rewardId, beneficiary_id: reward.beneficiaryId },
    ...{ referral_id: data.referralId, kind: reward.kind, amount: worthOf(reward) },
    ...{ currency: reward.kind === 'money' ? reward.currency : null, clawed_back: 0n },
    ...{ state: 'VESTING', reason: null, earned_at: at, vests_at: data.vestsAt, changed_at: at },
  };
}

function clawedBack(
  row: ReferralRewardRow | undefined,
  { data, at }: Told<'RewardClawedBack'>,
  key: Key,
): ReferralRewardRow {
  const before = existing(row);
  const taken = before.clawed_back + worthOf(rewardFor(data.rewards, key));
  invariant(taken <= before.amount, 'no more is clawed back than was earned');
  const state = taken === before.amount ? 'CANCELED' : before.state;
  return { ...before, clawed_back: taken, state, changed_at: at };
}

function rewardFor(rewards: readonly Reward[], { beneficiary_id }: Key): Reward {
  return rewards.find(({ beneficiaryId }) => beneficiaryId === beneficiary_id)!;
}

function existing(row: ReferralRewardRow | undefined): ReferralRewardRow {
  invariant(row !== undefined, 'a reward is earned before anything becomes of it');
  return row;
}
