import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { PayoutMethod } from '../../payouts/payout-provider';
import type { Reward } from '../reward';

export type ProgramOpened = DomainEvent<
  'ProgramOpened',
  {
    partyId: string;
    /** Unique, in capitals. */
    code: string;
    /** Where a click leads; null: to our own first page. */
    customUrl: string | null;
    message: string | null;
    openedAt: Timestamp;
  }
>;

export type ProgramDeactivated = DomainEvent<
  'ProgramDeactivated',
  { partyId: string; reason: string; deactivatedAt: Timestamp }
>;

export type ProgramReactivated = DomainEvent<
  'ProgramReactivated',
  { partyId: string; reason: string; reactivatedAt: Timestamp }
>;

export type ReferralClicked = DomainEvent<
  'ReferralClicked',
  {
    partyId: string;
    clickId: string;
    source: string | null;
    campaign: string | null;
    /** JSON of ip and userAgent, sealed under the program owner's key. */
    sealed: string | null;
    clickedAt: Timestamp;
    /** Who signs up by this click until then counts as brought by it. */
    attributedUntil: Timestamp;
  }
>;

interface RewardFacts {
  readonly partyId: string;
  /** Once in a program: the referral, or referral and beneficiary where a service granted it. */
  readonly rewardId: string;
  readonly referralId: string;
}

export type RewardEarned = DomainEvent<
  'RewardEarned',
  RewardFacts & { rewards: Reward[]; vestsAt: Timestamp; earnedAt: Timestamp }
>;

/** What is left of it may be paid out, or is granted as credits. */
export type RewardVested = DomainEvent<
  'RewardVested',
  RewardFacts & { rewards: Reward[]; vestedAt: Timestamp }
>;

/** The payment behind it went back, or a part of it. */
export type RewardClawedBack = DomainEvent<
  'RewardClawedBack',
  RewardFacts & {
    refundId: string;
    /** Before it vested it is only canceled; afterwards it may leave the program owing. */
    from: 'vesting' | 'vested';
    /** What was taken. */
    rewards: Reward[];
    clawedBackAt: Timestamp;
  }
>;

/** The account would not take the credits; a person decides what becomes of them. */
export type RewardUndelivered = DomainEvent<
  'RewardUndelivered',
  RewardFacts & { beneficiaryId: string; reason: string; undeliveredAt: Timestamp }
>;

export interface PayoutFacts {
  readonly partyId: string;
  readonly payoutId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** Set aside, so that nothing is paid out twice; the payout itself follows. */
export type PayoutReserved = DomainEvent<
  'PayoutReserved',
  PayoutFacts & {
    method: PayoutMethod;
    /** Of a STORE_CREDIT: what the money buys, at the price of the request. */
    creditsMicros: bigint | null;
    /** JSON of destination and notes, sealed under the owner's key. */
    sealed: string | null;
    reservedAt: Timestamp;
  }
>;

export type PayoutPaidOut = DomainEvent<'PayoutPaidOut', PayoutFacts & { paidOutAt: Timestamp }>;

/** It failed or was canceled: the money is available again. */
export type PayoutReleased = DomainEvent<
  'PayoutReleased',
  PayoutFacts & { reason: 'failed' | 'canceled'; releasedAt: Timestamp }
>;

export type ProgramEvent =
  | ProgramOpened
  | ProgramDeactivated
  | ProgramReactivated
  | ReferralClicked
  | RewardEarned
  | RewardVested
  | RewardClawedBack
  | RewardUndelivered
  | PayoutReserved
  | PayoutPaidOut
  | PayoutReleased;
