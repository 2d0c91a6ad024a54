import type { Timestamp } from '@ledgerline/kernel';
import type { Reward } from '../reward';

export interface ProgramState {
  readonly status: 'missing' | 'active' | 'inactive';
  readonly partyId: string;
  readonly code: string;
  /** What has not vested yet, by reward id. */
  readonly vesting: Readonly<Record<string, VestingReward>>;
  /** The program's ledger, by currency; a reward in credits is not money and stands nowhere here. */
  readonly funds: Readonly<Record<string, Funds>>;
  /** Payouts that have not ended. */
  readonly payouts: Readonly<Record<string, { readonly amountMinor: bigint; readonly currency: string }>>;
  /** Whom the program asked to come, and nobody came yet. */
  readonly invitations: Readonly<Record<string, OpenInvitation>>;
  readonly clicksToday: DayCount;
  readonly invitationsToday: DayCount;
  readonly rewardsToday: DayCount;
}

export interface VestingReward {
  readonly referralId: string;
  readonly rewards: readonly Reward[];
  readonly vestsAt: Timestamp;
}

/** A program asks no more people to come in a day: strangers get what is sent. */
export const INVITATIONS_PER_DAY_MAX = 50;

export interface OpenInvitation {
  readonly emailHash: string;
  readonly expiresAt: Timestamp;
}

/** earned = vesting + available + reserved + paid out + clawed back. */
export interface Funds {
  readonly earnedMinor: bigint;
  readonly vestingMinor: bigint;
  /** Below zero it is owed: more was paid out than what is left of the earnings. */
  readonly availableMinor: bigint;
  readonly reservedMinor: bigint;
  readonly paidOutMinor: bigint;
  readonly clawedBackMinor: bigint;
}

export interface DayCount {
  /** UTC. */
  readonly day: string;
  readonly count: number;
}

export const NO_FUNDS: Funds = {
  earnedMinor: 0n,
  vestingMinor: 0n,
  availableMinor: 0n,
  reservedMinor: 0n,
  paidOutMinor: 0n,
  clawedBackMinor: 0n,
};

const NONE_YET: DayCount = { day: '', count: 0 };

export function initialProgram(): ProgramState {
  return {
    ...{ status: 'missing', partyId: '', code: '' },
    ...{ vesting: {}, funds: {}, payouts: {}, invitations: {} },
    ...{ clicksToday: NONE_YET, invitationsToday: NONE_YET, rewardsToday: NONE_YET },
  };
}

export function fundsIn(state: Pick<ProgramState, 'funds'>, currency: string): Funds {
  return Object.hasOwn(state.funds, currency) ? state.funds[currency]! : NO_FUNDS;
}

export function countOn(counted: DayCount, day: string): number {
  return counted.day === day ? counted.count : 0;
}
