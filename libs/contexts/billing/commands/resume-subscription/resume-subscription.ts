import { accept, noEffect } from '@ledgerline/kernel';
import {
  isRefusal,
  liveOrRefused,
  SubscriptionContext,
  SubscriptionDecision,
} from '../../domain/subscription/subscription-decision';
import type { SubscriptionEvent } from '../../domain/subscription/subscription-events';
import type { SubscriptionState } from '../../domain/subscription/subscription-state';

/** Takes a cancellation at the period's end back, as long as that has not come. */
export function resumeSubscription(
  _command: object,
  state: SubscriptionState,
  { now }: SubscriptionContext,
): SubscriptionDecision {
  const life = liveOrRefused(state);
  if (isRefusal(life)) return life;
  if (!life.endsAtPeriodEnd) return noEffect('not-canceled');

  const { subscriptionId, accountId } = life;
  return accept<SubscriptionEvent>({
    type: 'SubscriptionResumed',
    data: { subscriptionId, accountId, resumedAt: now },
  });
}
