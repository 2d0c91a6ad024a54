import type { Timestamp } from '@ledgerline/kernel';
import type { Evolvers } from '@ledgerline/platform/ledger';
import type { ReferralEvent } from './referral-events';

export interface ReferralState {
  readonly status: 'missing' | 'signed-up' | 'confirmed' | 'paid' | 'expired' | 'rejected';
  readonly referralId: string;
  /** Null: nobody brought them. */
  readonly referrerId: string | null;
  readonly code: string;
  readonly expiresAt: Timestamp | null;
  /** The payment that confirmed it, and the refunds of it that were told. */
  readonly orderId: string | null;
  readonly refundIds: readonly string[];
  /** Who was given something for it: nobody twice. */
  readonly rewarded: readonly string[];
}

export function initialReferral(): ReferralState {
  return {
    ...{ status: 'missing', referralId: '', referrerId: null, code: '', expiresAt: null },
    ...{ orderId: null, refundIds: [], rewarded: [] },
  };
}

export const referralEvolvers: Evolvers<ReferralState, ReferralEvent> = {
  ReferralSignedUp: (state, { referralId, referrerId, code, expiresAt }) => ({
    ...state,
    ...{ status: 'signed-up', referralId, referrerId, code, expiresAt },
  }),
  ReferralRejected: (state, { referralId }) => ({
    ...state,
    ...{ status: 'rejected', referralId, referrerId: null },
  }),
  ReferralConfirmed: (state, { orderId, rewards }) => ({
    ...state,
    ...{ status: 'confirmed', orderId },
    rewarded: [...new Set([...state.rewarded, ...rewards.map(({ beneficiaryId }) => beneficiaryId)])],
  }),
  ReferralExpired: (state) => ({ ...state, status: 'expired' }),
  ReferralPaymentLost: (state, { refundId }) => ({ ...state, refundIds: [...state.refundIds, refundId] }),
  ReferralRewardGranted: (state, { reward }) => ({
    ...state,
    rewarded: [...state.rewarded, reward.beneficiaryId],
  }),
  ReferralRewardRefused: (state) => state,
  ReferralRewardPaid: (state) => ({ ...state, status: 'paid' }),
};

/** A referral that nobody paid for in time. */
export function settleReferral(
  { status, referralId, referrerId, expiresAt }: ReferralState,
  now: Timestamp,
): readonly ReferralEvent[] {
  if (status !== 'signed-up' || referrerId === null || expiresAt === null || expiresAt > now) return [];
  return [{ type: 'ReferralExpired', data: { referralId, referrerId, expiredAt: expiresAt } }];
}
