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
  readonly clicksToday: DayCount;
  readonly rewardsToday: DayCount;
}

export interface VestingReward {
  readonly referralId: string;
  readonly rewards: readonly Reward[];
  readonly vestsAt: Timestamp;
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

export function initialProgram(): ProgramState {
  return {
    ...{ status: 'missing', partyId: '', code: '' },
    ...{ vesting: {}, funds: {}, payouts: {} },
    ...{ clicksToday: { day: '', count: 0 }, rewardsToday: { day: '', count: 0 } },
  };
}

export function fundsIn(state: ProgramState, currency: string): Funds {
  return Object.hasOwn(state.funds, currency) ? state.funds[currency]! : NO_FUNDS;
}

export function countOn(counted: DayCount, day: string): number {
  return counted.day === day ? counted.count : 0;
}
