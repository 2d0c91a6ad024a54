import type { Timestamp } from '@ledgerline/kernel';
import type { InvitationExpired, ProgramEvent, RewardVested } from './program-events';
import type { ProgramState } from './program-state';

/** What has vested or expired by now, the earliest first. */
export function settleProgram(
  state: ProgramState,
  now: Timestamp,
  { eventsMax = Infinity }: { readonly eventsMax?: number },
): readonly ProgramEvent[] {
  return [...vesting(state), ...expiring(state)]
    .filter(({ dueAt }) => dueAt <= now)
    .sort(earliestFirst)
    .slice(0, eventsMax)
    .map(({ event }) => event);
}

interface Due {
  readonly dueAt: Timestamp;
  readonly id: string;
  readonly event: ProgramEvent;
}

function vesting({ partyId, vesting: open }: ProgramState): readonly Due[] {
  return Object.entries(open).map(([rewardId, { referralId, rewards, vestsAt: dueAt }]) => {
    const data = { partyId, rewardId, referralId, rewards: [...rewards], vestedAt: dueAt };
    return { dueAt, id: rewardId, event: { type: 'RewardVested', data } satisfies RewardVested };
  });
}

function expiring({ partyId, invitations }: ProgramState): readonly Due[] {
  return Object.entries(invitations).map(([invitationId, { expiresAt: dueAt }]) => {
    const data = { partyId, invitationId, expiredAt: dueAt };
    return {
      dueAt,
      id: invitationId,
      event: { type: 'InvitationExpired', data } satisfies InvitationExpired,
    };
  });
}

function earliestFirst(one: Due, other: Due): number {
  if (one.dueAt !== other.dueAt) return one.dueAt < other.dueAt ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
