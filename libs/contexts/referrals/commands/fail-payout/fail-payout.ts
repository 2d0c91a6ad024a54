import { accept, noEffect, refuse } from '@ledgerline/kernel';
import { notFound, OfPayout, PayoutContext, PayoutDecision } from '../../domain/payout/payout-decision';
import type { PayoutEvent } from '../../domain/payout/payout-events';
import { isByHand, PayoutState } from '../../domain/payout/payout-state';

export interface FailPayout extends OfPayout {
  readonly error: string;
}

/** A bank transfer came back or could not be made: the money is available again. */
export function failPayout(command: FailPayout, state: PayoutState, { now }: PayoutContext): PayoutDecision {
  const { status, payoutId, accountId, method } = state;
  const missing = notFound(state, command);
  if (missing) return missing;
  if (!isByHand(state)) return refuse('payout-not-by-hand', { method });
  if (status === 'FAILED') return noEffect('payout-already-failed');
  if (status !== 'PROCESSING') return refuse('payout-not-processing', { status });

  const data = { payoutId, accountId, error: command.error, failedAt: now };
  return accept<PayoutEvent>({ type: 'PayoutFailed', data });
}
