import { accept, noEffect, refuse } from '@ledgerline/kernel';
import { notFound, OfPayout, PayoutContext, PayoutDecision } from '../../domain/payout/payout-decision';
import type { PayoutEvent } from '../../domain/payout/payout-events';
import type { PayoutState } from '../../domain/payout/payout-state';

export interface StartPayout extends OfPayout {
  readonly batchId: string | null;
}

/** From now on it is on its way: it can no longer be canceled. */
export function startPayout(
  command: StartPayout,
  state: PayoutState,
  { now }: PayoutContext,
): PayoutDecision {
  const { status, payoutId, accountId, method } = state;
  const missing = notFound(state, command);
  if (missing) return missing;
  if (status === 'PROCESSING') return noEffect('payout-already-started');
  if (status !== 'PENDING') return refuse('payout-not-pending', { status });

  const data = { payoutId, accountId, method, batchId: command.batchId, startedAt: now };
  return accept<PayoutEvent>({ type: 'PayoutStarted', data });
}
