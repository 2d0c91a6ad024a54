import { accept, noEffect } from '@ledgerline/kernel';
import type { ProgramContext, ProgramDecision } from './program-decision';
import type { ProgramEvent } from './program-events';
import type { ProgramState } from './program-state';

export interface EndPayout {
  readonly payoutId: string;
  readonly outcome: 'paid' | 'failed' | 'canceled';
}

/** What was set aside for a payout is paid out, or available again; once. */
export function endPayout(
  { payoutId, outcome }: EndPayout,
  { partyId, payouts }: ProgramState,
  { now }: ProgramContext,
): ProgramDecision {
  if (!Object.hasOwn(payouts, payoutId)) return noEffect('payout-already-ended');

  const facts = { partyId, payoutId, ...payouts[payoutId]! };
  return outcome === 'paid'
    ? accept<ProgramEvent>({ type: 'PayoutPaidOut', data: { ...facts, paidOutAt: now } })
    : accept<ProgramEvent>({ type: 'PayoutReleased', data: { ...facts, reason: outcome, releasedAt: now } });
}
