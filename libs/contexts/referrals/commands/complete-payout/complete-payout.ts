import { accept, noEffect, refuse } from '@ledgerline/kernel';
import { notFound, OfPayout, PayoutContext, PayoutDecision } from '../../domain/payout/payout-decision';
import type { PayoutEvent } from '../../domain/payout/payout-events';
import { isByHand, PayoutState } from '../../domain/payout/payout-state';

export interface CompletePayout extends OfPayout {
  readonly transactionId: string;
  readonly reason: string;
}

/** A bank transfer was made by hand. What a provider pays, the provider alone says. */
export function completePayout(
  command: CompletePayout,
  state: PayoutState,
  { now }: PayoutContext,
): PayoutDecision {
  const { status, payoutId, accountId, method } = state;
  const { transactionId, reason } = command;
  const missing = notFound(state, command);
  if (missing) return missing;
  if (!isByHand(state)) return refuse('payout-not-by-hand', { method });
  if (status === 'COMPLETED') return noEffect('payout-already-completed');
  if (status !== 'PROCESSING') return refuse('payout-not-processing', { status });

  const data = { payoutId, accountId, transactionId, reason, completedAt: now };
  return accept<PayoutEvent>({ type: 'PayoutCompleted', data });
}
