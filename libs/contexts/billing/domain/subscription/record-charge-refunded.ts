import { accept, minMicros, noEffect, Timestamp } from '@ledgerline/kernel';
import { evolveSubscription } from './evolve-subscription';
import { keptLostMinor } from './kept-of';
import { canceled } from './settle-subscription';
import type { SubscriptionContext, SubscriptionDecision } from './subscription-decision';
import type { ChargeRefunded } from './subscription-events';
import { liveOf, SubscriptionState } from './subscription-state';

export interface RecordChargeRefunded {
  readonly subscriptionId: string;
  readonly charge: string;
  readonly orderId: string;
  readonly refundId: string;
  readonly cause: 'refund' | 'dispute';
  readonly amountMinor: bigint;
  readonly refundedMinor: bigint;
  readonly refundedAt: Timestamp;
}

/**
 * Money of a charge went back. A part of the one that was paid last makes unused time worth less, and what
 * was kept of any goes with it; the whole of the last, or a dispute lost about any, ends the subscription.
 */
export function recordChargeRefunded(
  command: RecordChargeRefunded,
  state: SubscriptionState,
  { now }: SubscriptionContext,
): SubscriptionDecision {
  const { life, keptOf } = state;
  const { subscriptionId, orderId, cause, refundedMinor } = command;
  if (!life) return noEffect('not-the-last-charge');
  const last = life.lastPaid?.orderId === orderId ? life.lastPaid : undefined;
  const lostMinor = keptLostMinor(keptOf, command);
  const isLive = liveOf(state)?.subscriptionId === subscriptionId;
  const isDisputed = isLive && cause === 'dispute';
  if (!last && lostMinor === 0n && !isDisputed) return noEffect('not-the-last-charge');
  if (last && refundedMinor <= last.refundedMinor) return noEffect('already-recorded');

  // What was taken off a charge already is not there to be taken.
  const creditLostMinor = minMicros(lostMinor, state.credit?.amountMinor ?? 0n);
  const lost = creditLostMinor > 0n ? { creditLostMinor } : {};
  const { accountId } = life;
  const refunded: ChargeRefunded = { type: 'ChargeRefunded', data: { accountId, ...command, ...lost } };
  if (!isDisputed && !(isLive && last && refundedMinor >= last.amountMinor)) return accept(refunded);
  const reason = 'its payment went back';
  const after = evolveSubscription(state, refunded).life!;
  return accept(
    refunded,
    ...canceled(after, { cause: isDisputed ? 'dispute-lost' : 'refunded', reason, at: now }),
  );
}
