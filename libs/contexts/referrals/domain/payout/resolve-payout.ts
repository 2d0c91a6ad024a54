import { accept, noEffect } from '@ledgerline/kernel';
import type { PayoutContext, PayoutDecision } from './payout-decision';
import type { PayoutEvent } from './payout-events';
import type { PayoutState } from './payout-state';

export type ResolvePayout =
  | { readonly outcome: 'paid'; readonly transactionId: string; readonly reason: string | null }
  | { readonly outcome: 'failed'; readonly error: string };

/** What the provider, the account or a person says became of it; the first answer stands. */
export function resolvePayout(
  command: ResolvePayout,
  { status, payoutId, accountId }: PayoutState,
  { now }: PayoutContext,
): PayoutDecision {
  if (status !== 'PROCESSING') return noEffect('payout-already-ended');

  const told = { payoutId, accountId };
  if (command.outcome === 'failed') {
    return accept<PayoutEvent>({
      type: 'PayoutFailed',
      data: { ...told, error: command.error, failedAt: now },
    });
  }
  const { transactionId, reason } = command;
  return accept<PayoutEvent>({
    type: 'PayoutCompleted',
    data: { ...told, transactionId, reason, completedAt: now },
  });
}
