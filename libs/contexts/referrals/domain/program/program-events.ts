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
    /** The invitation whose link was followed; absent: the program's own. */
    invitationId?: string;
    clickedAt: Timestamp;
    /** Who signs up by this click until then counts as brought by it. */
    attributedUntil: Timestamp;
  }
>;

/** Somebody is asked to come. Nobody looks whether the address is a party's already (0067). */
export type RefereeInvited = DomainEvent<
  'RefereeInvited',
  {
    partyId: string;
    invitationId: string;
    /** As it was then: the invitation's link is `/r/<code>?i=<invitationId>`. */
    code: string;
    /** Keyed hash of the e-mail: one address has one open invitation of a program. */
    emailHash: string;
    /** JSON of email and name, sealed under the program owner's key. */
    sealed: string | null;
    invitedAt: Timestamp;
    /** Who has not signed up by then was not brought by it. */
    expiresAt: Timestamp;
  }
>;

/** The first party that signed up by it. */
export type InvitationAccepted = DomainEvent<
  'InvitationAccepted',
  {
    partyId: string;
    invitationId: string;
    referralId: string;
    /** As they were sent. */
    sealed: string | null;
    invitedAt: Timestamp;
    acceptedAt: Timestamp;
  }
>;

/** Nobody came by it in time. A sign-up that was made in time and is told late is accepted all the same. */
export type InvitationExpired = DomainEvent<
  'InvitationExpired',
  { partyId: string; invitationId: string; expiredAt: Timestamp }
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
  | RefereeInvited
  | InvitationAccepted
  | InvitationExpired
  | RewardEarned
  | RewardVested
  | RewardClawedBack
  | RewardUndelivered
  | PayoutReserved
  | PayoutPaidOut
  | PayoutReleased;
