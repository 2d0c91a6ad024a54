import { accept, formatMoney, noEffect, refuse } from '@ledgerline/kernel';
import { notFound, OfPayout, PayoutContext, PayoutDecision } from '../../domain/payout/payout-decision';
import type { PayoutEvent } from '../../domain/payout/payout-events';
import type { PayoutState } from '../../domain/payout/payout-state';
import { fundsIn, type ProgramState } from '../../domain/program/program-state';

export interface StartPayout extends OfPayout {
  readonly batchId: string | null;
  /** Why whoever approved it did; a batch has its own. */
  readonly reason?: string | undefined;
  /** Of the program that it was set aside in, by currency. */
  readonly funds: ProgramState['funds'];
}

/**
 * From now on it is on its way: it can no longer be canceled. What was clawed back since it was set aside is
 * owed first, and no more is paid out while it is.
 */
export function startPayout(
  command: StartPayout,
  state: PayoutState,
  { now }: PayoutContext,
): PayoutDecision {
  const { status, payoutId, accountId, method, currency } = state;
  const missing = notFound(state, command);
  if (missing) return missing;
  if (status === 'PROCESSING') return noEffect('payout-already-started');
  if (status !== 'PENDING') return refuse('payout-not-pending', { status });
  const { availableMinor } = fundsIn(command, currency);
  if (availableMinor < 0n) {
    return refuse('payout-not-covered', { owed: formatMoney(-availableMinor, currency), currency });
  }

  const { batchId, reason } = command;
  const because = reason === undefined ? {} : { reason };
  const data = { payoutId, accountId, method, batchId, ...because, startedAt: now };
  return accept<PayoutEvent>({ type: 'PayoutStarted', data });
}
