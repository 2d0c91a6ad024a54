import { accept, noEffect, refuse } from '@ledgerline/kernel';
import type { PaymentLoss } from '../reward';
import type { ReferralContext, ReferralDecision } from './referral-decision';
import type { ReferralState } from './referral-state';

export interface LosePayment extends PaymentLoss {
  readonly orderId: string;
  readonly refundId: string;
  readonly cause: 'refund' | 'dispute';
}

/** Of the payment that confirmed a referral something went back; each act is told once. */
export function losePayment(
  command: LosePayment,
  { status, referralId, referrerId, orderId, refundIds }: ReferralState,
  { now }: ReferralContext,
): ReferralDecision {
  if (status === 'missing') return refuse('referral-not-found');
  if (referrerId === null || orderId !== command.orderId) return noEffect('another-payment');
  if (refundIds.includes(command.refundId)) return noEffect('refund-already-counted');

  return accept({
    type: 'ReferralPaymentLost',
    data: { referralId, referrerId, ...command, lostAt: now },
  });
}
