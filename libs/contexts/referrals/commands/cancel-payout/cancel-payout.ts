import { accept, noEffect, refuse } from '@ledgerline/kernel';
import { notFound, OfPayout, PayoutContext, PayoutDecision } from '../../domain/payout/payout-decision';
import type { PayoutEvent } from '../../domain/payout/payout-events';
import type { PayoutState } from '../../domain/payout/payout-state';

export interface CancelPayout extends OfPayout {
  readonly reason: string;
}

/** It has not been started: what was set aside is available again. */
export function cancelPayout(
  command: CancelPayout,
  state: PayoutState,
  { now }: PayoutContext,
): PayoutDecision {
  const { status, payoutId, accountId } = state;
  const missing = notFound(state, command);
  if (missing) return missing;
  if (status === 'CANCELED') return noEffect('payout-already-canceled');
  if (status !== 'PENDING') return refuse('payout-not-pending', { status });

  const data = { payoutId, accountId, reason: command.reason, canceledAt: now };
  return accept<PayoutEvent>({ type: 'PayoutCanceled', data });
}
