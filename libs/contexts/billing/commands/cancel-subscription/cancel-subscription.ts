import { accept, noEffect, refuse } from '@ledgerline/kernel';
import { canceled } from '../../domain/subscription/settle-subscription';
import {
  isRefusal,
  liveOrRefused,
  SubscriptionContext,
  SubscriptionDecision,
} from '../../domain/subscription/subscription-decision';
import type { SubscriptionEvent } from '../../domain/subscription/subscription-events';
import type { SubscriptionState } from '../../domain/subscription/subscription-state';

export interface CancelSubscription {
  readonly when: 'now' | 'period-end';
  readonly reason: string;
}

/** Now, with nothing paid back by itself; or when what was paid for is over. */
export function cancelSubscription(
  { when, reason }: CancelSubscription,
  state: SubscriptionState,
  { now }: SubscriptionContext,
): SubscriptionDecision {
  const life = liveOrRefused(state);
  if (isRefusal(life)) return life;
  if (when === 'period-end' && life.status === 'INCOMPLETE') return refuse('subscription-incomplete');
  if (when === 'period-end' && life.endsAtPeriodEnd) return noEffect('cancellation-scheduled');

  if (when === 'now') return accept(...canceled(life, { cause: 'now', reason, at: now }));
  const { subscriptionId, accountId, period } = life;
  const data = { subscriptionId, accountId, at: period!.end, reason, scheduledAt: now };
  return accept<SubscriptionEvent>({ type: 'CancellationScheduled', data });
}
