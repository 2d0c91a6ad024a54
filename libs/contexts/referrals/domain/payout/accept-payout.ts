import { accept, noEffect } from '@ledgerline/kernel';
import type { PayoutContext, PayoutDecision } from './payout-decision';
import type { PayoutState } from './payout-state';

export interface AcceptPayout {
  readonly transactionId: string;
}

/** The provider has taken it on under a name of its own, by which it is asked from now on. */
export function acceptPayout(
  { transactionId }: AcceptPayout,
  state: PayoutState,
  { now }: PayoutContext,
): PayoutDecision {
  const { status, payoutId, accountId } = state;
  if (status !== 'PROCESSING') return noEffect('payout-already-ended');
  if (state.transactionId === transactionId) return noEffect('payout-already-accepted');

  return accept({ type: 'PayoutAccepted', data: { payoutId, accountId, transactionId, acceptedAt: now } });
}
