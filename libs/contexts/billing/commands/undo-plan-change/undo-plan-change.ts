import { accept, noEffect } from '@ledgerline/kernel';
import {
  isRefusal,
  liveOrRefused,
  SubscriptionContext,
  SubscriptionDecision,
} from '../../domain/subscription/subscription-decision';
import type { SubscriptionEvent } from '../../domain/subscription/subscription-events';
import type { SubscriptionState } from '../../domain/subscription/subscription-state';

/** The plan stays as it is when the period ends. */
export function undoPlanChange(
  _command: object,
  state: SubscriptionState,
  { now }: SubscriptionContext,
): SubscriptionDecision {
  const life = liveOrRefused(state);
  if (isRefusal(life)) return life;
  if (!life.next) return noEffect('no-change-scheduled');

  const { subscriptionId, accountId, terms } = life;
  const data = { subscriptionId, accountId, plan: terms.plan, unscheduledAt: now };
  return accept<SubscriptionEvent>({ type: 'PlanChangeUnscheduled', data });
}
