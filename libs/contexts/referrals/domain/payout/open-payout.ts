import { accept, noEffect } from '@ledgerline/kernel';
import type { PayoutContext, PayoutDecision } from './payout-decision';
import type { PayoutEvent, PayoutRequested } from './payout-events';
import type { PayoutState } from './payout-state';

export type OpenPayout = Omit<PayoutRequested['data'], 'requestedAt'>;

/** What a program has set aside becomes a payout, once; store credit needs nobody to start it. */
export function openPayout(command: OpenPayout, state: PayoutState, { now }: PayoutContext): PayoutDecision {
  if (state.status !== 'missing') return noEffect('payout-already-open');

  const { payoutId, accountId, method } = command;
  const requested: PayoutEvent = { type: 'PayoutRequested', data: { ...command, requestedAt: now } };
  const data = { payoutId, accountId, method, batchId: null, startedAt: now };
  return method === 'STORE_CREDIT'
    ? accept<PayoutEvent>(requested, { type: 'PayoutStarted', data })
    : accept(requested);
}
