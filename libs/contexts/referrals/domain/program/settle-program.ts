import type { Timestamp } from '@ledgerline/kernel';
import type { ProgramEvent, RewardVested } from './program-events';
import type { ProgramState, VestingReward } from './program-state';

/** What has vested by now, the earliest first. */
export function settleProgram(
  { partyId, vesting }: ProgramState,
  now: Timestamp,
  { eventsMax = Infinity }: { readonly eventsMax?: number },
): readonly ProgramEvent[] {
  return Object.entries(vesting)
    .filter(([, { vestsAt }]) => vestsAt <= now)
    .sort(earliestFirst)
    .slice(0, eventsMax)
    .map(([rewardId, { referralId, rewards, vestsAt }]): RewardVested => {
      const data = { partyId, rewardId, referralId, rewards: [...rewards], vestedAt: vestsAt };
      return { type: 'RewardVested', data };
    });
}

type Entry = readonly [string, VestingReward];

function earliestFirst([oneId, one]: Entry, [otherId, other]: Entry): number {
  if (one.vestsAt !== other.vestsAt) return one.vestsAt < other.vestsAt ? -1 : 1;
  return oneId < otherId ? -1 : 1;
}
