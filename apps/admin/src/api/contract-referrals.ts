import type { Amount, Money } from './contract-money';
import type { Credits, Instant } from './contract-values';

export interface Funds {
  readonly currency: string;
  readonly earned: Amount;
  readonly vesting: Amount;
  readonly available: Amount;
  readonly owed: Amount;
  readonly reserved: Amount;
  readonly paidOut: Amount;
  readonly clawedBack: Amount;
}

export interface ReferralProgram {
  readonly accountId: string;
  readonly code: string;
  readonly status: 'active' | 'inactive';
  readonly customUrl: string | null;
  readonly message: string | null;
  readonly clicks: number;
  readonly referrals: number;
  readonly successful: number;
  readonly openedAt: Instant;
  readonly lastClickAt: Instant | null;
}

export type Reward = Money | { readonly credits: Credits };

export interface Referral {
  /** The party that was brought; before it signs up, the invitation's. */
  readonly referralId: string;
  readonly invitationId: string | null;
  /** Null: nobody signed up yet. */
  readonly refereeId: string | null;
  /** As they registered, else as they were invited; for those who may read it. */
  readonly refereeEmail: string | null;
  readonly refereeName: string | null;
  readonly invitedAt: Instant | null;
  readonly referrerId: string | null;
  readonly code: string;
  readonly status: 'PENDING' | 'CLICKED' | 'SIGNED_UP' | 'CONFIRMED' | 'PAID' | 'EXPIRED';
  readonly reason: string | null;
  readonly clickId: string | null;
  readonly source: string | null;
  readonly campaign: string | null;
  /** For those who may read it. */
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly clickedAt: Instant | null;
  readonly signupAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly confirmedAt: Instant | null;
  readonly rewardPaidAt: Instant | null;
  readonly orderId: string | null;
  readonly paid: Money | null;
  readonly refunded: Money | null;
  readonly reward: Reward | null;
}

export interface ReferralClick {
  readonly clickId: string;
  readonly source: string | null;
  readonly campaign: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly clickedAt: Instant;
  readonly attributedUntil: Instant | null;
}

export interface ReferralReward {
  readonly rewardId: string;
  readonly referralId: string;
  readonly accountId: string;
  readonly beneficiaryId: string;
  /** In `currency`, or in credits where that is null. */
  readonly amount: string;
  readonly clawedBack: string;
  readonly currency: string | null;
  readonly state: 'VESTING' | 'VESTED' | 'CANCELED' | 'UNDELIVERED';
  readonly reason: string | null;
  readonly earnedAt: Instant;
  readonly vestsAt: Instant;
}

export type PayoutMethod = 'STRIPE' | 'PAYPAL' | 'BANK_TRANSFER' | 'STORE_CREDIT';

export interface Payout {
  readonly payoutId: string;
  readonly accountId: string;
  readonly status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'CANCELED';
  readonly method: PayoutMethod;
  readonly amount: Amount;
  readonly currency: string;
  /** Of store credit. */
  readonly credits: Credits | null;
  /** An e-mail or an account, for those who may read it. */
  readonly destination: string | null;
  readonly notes: string | null;
  readonly transactionId: string | null;
  readonly batchId: string | null;
  readonly reason: string | null;
  readonly requestedAt: Instant;
  readonly processedAt: Instant | null;
  readonly completedAt: Instant | null;
}

export interface PayoutBatch {
  readonly batchId: string;
  readonly method: PayoutMethod;
  readonly currency: string;
  /** How many payouts it names, and what they come to. */
  readonly count: number;
  readonly total: Amount;
  readonly reason: string;
  readonly startedBy: string | null;
  readonly startedAt: Instant;
  readonly processing: number;
  readonly completed: number;
  readonly failed: number;
  readonly paid: Amount;
}
