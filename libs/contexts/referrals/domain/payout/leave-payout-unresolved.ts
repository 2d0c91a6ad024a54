import { accept, noEffect } from '@ledgerline/kernel';
import type { PayoutContext, PayoutDecision } from './payout-decision';
import type { PayoutState } from './payout-state';

export interface LeavePayoutUnresolved {
  readonly reason: string;
}

/** Whether the money went nobody can be asked: it stays set aside until a person says what became of it. */
export function leavePayoutUnresolved(
  { reason }: LeavePayoutUnresolved,
  { status, payoutId, accountId, isUnresolved }: PayoutState,
  { now }: PayoutContext,
): PayoutDecision {
  if (status !== 'PROCESSING') return noEffect('payout-already-ended');
  if (isUnresolved) return noEffect('payout-already-unresolved');

  return accept({ type: 'PayoutUnresolved', data: { payoutId, accountId, reason, unresolvedAt: now } });
}
