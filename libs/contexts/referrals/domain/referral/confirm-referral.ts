import { accept, addDays, noEffect, refuse, Timestamp } from '@ledgerline/kernel';
import { rewardsOf } from '../reward';
import { ReferralContext, ReferralDecision } from './referral-decision';
import type { ReferralEvent, RejectionReason } from './referral-events';
import type { ReferralState } from './referral-state';

export interface ConfirmReferral {
  readonly orderId: string;
  readonly paidMinor: bigint;
  readonly currency: string;
  readonly paidAt: Timestamp;
  /** What referrer and referee have in common, where they are the same person. */
  readonly sameAs: Extract<RejectionReason, 'same-email' | 'same-payment-method'> | null;
}

/** The referee's first payment: the reward follows from the rule of this moment. */
export function confirmReferral(
  command: ConfirmReferral,
  state: ReferralState,
  { now, policy }: ReferralContext,
): ReferralDecision {
  const { referralId, referrerId, code } = state;
  const { referral: rule } = policy.document;
  if (state.status === 'missing') return refuse('referral-not-found');
  if (referrerId === null || !isOpenAt(state, command.paidAt)) return noEffect('referral-not-open');
  if (!rule) return noEffect('referrals-not-offered');
  const { sameAs, orderId, paidMinor, currency, paidAt } = command;
  if (sameAs !== null) {
    const data = { referralId, referrerId, code, reason: sameAs, rejectedAt: now };
    return accept<ReferralEvent>({ type: 'ReferralRejected', data });
  }

  const rewards = rewardsOf(rule.reward, { referrerId, refereeId: referralId, paidMinor, currency });
  const unrewarded = rewards.filter(({ beneficiaryId }) => !state.rewarded.includes(beneficiaryId));
  const vestsAt = addDays(paidAt, rule.vestingDays);
  const facts = { referralId, referrerId, orderId, paidMinor, currency, rewards: unrewarded, vestsAt };
  const data = { ...facts, catalogVersion: policy.version, paidAt, confirmedAt: now };
  return accept<ReferralEvent>({ type: 'ReferralConfirmed', data });
}

/** Time may have closed what was paid for in time and is told late. */
function isOpenAt({ status, expiresAt }: ReferralState, paidAt: Timestamp): boolean {
  if (status === 'signed-up') return true;
  return status === 'expired' && expiresAt !== null && paidAt < expiresAt;
}
