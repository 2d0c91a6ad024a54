import { utcDay } from '@ledgerline/kernel';
import type { Evolvers } from '@ledgerline/platform/ledger';
import { Reward, withWorth, worthOf } from '../reward';
import type { ProgramEvent } from './program-events';
import { countOn, DayCount, Funds, fundsIn, ProgramState } from './program-state';

export const programEvolvers: Evolvers<ProgramState, ProgramEvent> = {
  ProgramOpened: (state, { partyId, code }) => ({ ...state, status: 'active', partyId, code }),
  ProgramDeactivated: (state) => ({ ...state, status: 'inactive' }),
  ProgramReactivated: (state) => ({ ...state, status: 'active' }),
  ReferralClicked: (state, { clickedAt }) => ({
    ...state,
    clicksToday: oneMore(state.clicksToday, utcDay(clickedAt)),
  }),
  RefereeInvited: (state, { invitationId, emailHash, expiresAt, invitedAt }) => ({
    ...state,
    invitations: { ...state.invitations, [invitationId]: { emailHash, expiresAt } },
    invitationsToday: oneMore(state.invitationsToday, utcDay(invitedAt)),
  }),
  InvitationAccepted: (state, { invitationId }) => ({
    ...state,
    invitations: without(state.invitations, invitationId),
  }),
  InvitationExpired: (state, { invitationId }) => ({
    ...state,
    invitations: without(state.invitations, invitationId),
  }),
  RewardEarned: (state, { rewardId, referralId, rewards, vestsAt, earnedAt }) => ({
    ...moved(state, rewards, (worth) => ({ earnedMinor: worth, vestingMinor: worth })),
    vesting: { ...state.vesting, [rewardId]: { referralId, rewards, vestsAt } },
    rewardsToday: oneMore(state.rewardsToday, utcDay(earnedAt)),
  }),
  RewardVested: (state, { rewardId, rewards }) => ({
    ...moved(state, rewards, (worth) => ({ vestingMinor: -worth, availableMinor: worth })),
    vesting: without(state.vesting, rewardId),
  }),
  RewardClawedBack: (state, { rewardId, from, rewards }) =>
    from === 'vested'
      ? moved(state, rewards, (worth) => ({ availableMinor: -worth, clawedBackMinor: worth }))
      : {
          ...moved(state, rewards, (worth) => ({ vestingMinor: -worth, clawedBackMinor: worth })),
          vesting: lessOf(state.vesting, rewardId, rewards),
        },
  RewardUndelivered: (state) => state,
  PayoutReserved: (state, { payoutId, amountMinor, currency }) => ({
    ...change(state, currency, { availableMinor: -amountMinor, reservedMinor: amountMinor }),
    payouts: { ...state.payouts, [payoutId]: { amountMinor, currency } },
  }),
  PayoutPaidOut: (state, { payoutId, amountMinor, currency }) => ({
    ...change(state, currency, { reservedMinor: -amountMinor, paidOutMinor: amountMinor }),
    payouts: without(state.payouts, payoutId),
  }),
  PayoutReleased: (state, { payoutId, amountMinor, currency }) => ({
    ...change(state, currency, { reservedMinor: -amountMinor, availableMinor: amountMinor }),
    payouts: without(state.payouts, payoutId),
  }),
};

function moved(
  state: ProgramState,
  rewards: readonly Reward[],
  changes: (worth: bigint) => Partial<Funds>,
): ProgramState {
  return rewards.reduce(
    (next, reward) =>
      reward.kind === 'money' ? change(next, reward.currency, changes(reward.amountMinor)) : next,
    state,
  );
}

function change(state: ProgramState, currency: string, changes: Partial<Funds>): ProgramState {
  const funds = { ...fundsIn(state, currency) };
  for (const [figure, by] of Object.entries(changes)) funds[figure as keyof Funds] += by;
  return { ...state, funds: { ...state.funds, [currency]: funds } };
}

/** What is left of a vesting reward; one of which nothing is left never vests. */
function lessOf(
  vesting: ProgramState['vesting'],
  rewardId: string,
  taken: readonly Reward[],
): ProgramState['vesting'] {
  const { rewards, ...terms } = vesting[rewardId]!;
  const left = rewards
    .map((reward) => withWorth(reward, worthOf(reward) - takenOf(reward, taken)))
    .filter((reward) => worthOf(reward) > 0n);
  if (left.length === 0) return without(vesting, rewardId);
  return { ...vesting, [rewardId]: { ...terms, rewards: left } };
}

/** What of a reward is among those taken. */
function takenOf({ beneficiaryId, kind }: Reward, taken: readonly Reward[]): bigint {
  return taken
    .filter((one) => one.beneficiaryId === beneficiaryId && one.kind === kind)
    .reduce((sum, one) => sum + worthOf(one), 0n);
}

function oneMore(counted: DayCount, day: string): DayCount {
  return { day, count: countOn(counted, day) + 1 };
}

function without<Value>(all: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  const { [key]: _gone, ...others } = all;
  return others;
}
