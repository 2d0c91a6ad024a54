import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { Reward } from '../reward';

/* A referral is a party that somebody else brought; its id is that party's. */

export type ReferralSignedUp = DomainEvent<
  'ReferralSignedUp',
  {
    referralId: string;
    /** Whose program it is. */
    referrerId: string;
    code: string;
    /** The click that brought them, with what is known of it; null: the code alone did. */
    click: {
      readonly clickId: string;
      readonly clickedAt: Timestamp;
      readonly source: string | null;
      readonly campaign: string | null;
      /** JSON of ip and userAgent, sealed under the referrer's key. */
      readonly sealed: string | null;
    } | null;
    /** The invitation that it began with; null or absent: with none. */
    invitation?: Invitation | null;
    /** JSON of the referee's email and name, sealed under their own key. */
    refereeSealed?: string | null;
    signedUpAt: Timestamp;
    /** Who has not paid by then was not brought. */
    expiresAt: Timestamp;
  }
>;

export interface Invitation {
  readonly invitationId: string;
  readonly invitedAt: Timestamp;
  /** JSON of email and name as invited, sealed under the referrer's key. */
  readonly sealed: string | null;
}

export type RejectionReason =
  | 'code-not-found'
  | 'program-inactive'
  | 'click-too-old'
  | 'self-referral'
  | 'same-email'
  | 'same-payment-method'
  | 'referral-loop';

/** It brings nothing, now and later. */
export type ReferralRejected = DomainEvent<
  'ReferralRejected',
  {
    referralId: string;
    referrerId: string | null;
    code: string;
    reason: RejectionReason;
    rejectedAt: Timestamp;
  }
>;

/** They became a paying customer. */
export type ReferralConfirmed = DomainEvent<
  'ReferralConfirmed',
  {
    referralId: string;
    referrerId: string;
    orderId: string;
    paidMinor: bigint;
    currency: string;
    /** By the catalog's rule of this moment; empty where it comes to nothing. */
    rewards: Reward[];
    vestsAt: Timestamp;
    catalogVersion: number;
    paidAt: Timestamp;
    confirmedAt: Timestamp;
  }
>;

/** Nobody paid in time. A payment that was made in time and told late confirms all the same. */
export type ReferralExpired = DomainEvent<
  'ReferralExpired',
  { referralId: string; referrerId: string; expiredAt: Timestamp }
>;

/** Of the payment that confirmed it, something went back. */
export type ReferralPaymentLost = DomainEvent<
  'ReferralPaymentLost',
  {
    referralId: string;
    referrerId: string;
    orderId: string;
    refundId: string;
    cause: 'refund' | 'dispute';
    /** Of the payment, everything so far. */
    refundedMinor: bigint;
    totalMinor: bigint;
    lostAt: Timestamp;
  }
>;

/** A service gave somebody something for this referral, beside the rule. */
export type ReferralRewardGranted = DomainEvent<
  'ReferralRewardGranted',
  { referralId: string; rewardId: string; reward: Reward; reason: string; grantedAt: Timestamp }
>;

/** The program did not take the reward: too many in a day. */
export type ReferralRewardRefused = DomainEvent<
  'ReferralRewardRefused',
  { referralId: string; rewardId: string; reason: string; refusedAt: Timestamp }
>;

/** What the rule gave has vested: it can be paid out, or was granted as credits. */
export type ReferralRewardPaid = DomainEvent<'ReferralRewardPaid', { referralId: string; paidAt: Timestamp }>;

export type ReferralEvent =
  | ReferralSignedUp
  | ReferralRejected
  | ReferralConfirmed
  | ReferralExpired
  | ReferralPaymentLost
  | ReferralRewardGranted
  | ReferralRewardRefused
  | ReferralRewardPaid;
