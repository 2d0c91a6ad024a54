import { accept, noEffect, Timestamp } from '@ledgerline/kernel';
import { evolveSubscription } from './evolve-subscription';
import { canceled } from './settle-subscription';
import type { SubscriptionContext, SubscriptionDecision } from './subscription-decision';
import type { ChargeRefunded } from './subscription-events';
import { liveOf, SubscriptionState } from './subscription-state';

export interface RecordChargeRefunded {
  readonly orderId: string;
  readonly refundId: string;
  readonly cause: 'refund' | 'dispute';
  readonly amountMinor: bigint;
  readonly refundedMinor: bigint;
  readonly refundedAt: Timestamp;
}

/**
 * Money of the charge that was paid last went back. A part of it makes unused time worth less; the whole, or
 * a dispute that was lost, ends the subscription.
 */
export function recordChargeRefunded(
  command: RecordChargeRefunded,
  state: SubscriptionState,
  { now }: SubscriptionContext,
): SubscriptionDecision {
  const { life } = state;
  if (!life || life.lastPaid?.orderId !== command.orderId) return noEffect('not-the-last-charge');
  if (command.refundedMinor <= life.lastPaid.refundedMinor) return noEffect('already-recorded');

  const { subscriptionId, accountId, lastPaid } = life;
  const { charge, amountMinor: paidMinor } = lastPaid;
  const refunded: ChargeRefunded = {
    type: 'ChargeRefunded',
    data: { subscriptionId, accountId, charge, ...command },
  };
  const ends = command.cause === 'dispute' || command.refundedMinor >= paidMinor;
  if (!ends || !liveOf(state)) return accept(refunded);
  const cause = command.cause === 'dispute' ? 'dispute-lost' : 'refunded';
  const after = evolveSubscription(state, refunded).life!;
  return accept(refunded, ...canceled(after, { cause, reason: 'its payment went back', at: now }));
}
