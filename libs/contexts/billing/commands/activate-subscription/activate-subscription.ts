import { accept, refuse } from '@ledgerline/kernel';
import { trialEnded, withWhatIsDue } from '../../domain/subscription/settle-subscription';
import {
  isRefusal,
  liveOrRefused,
  SubscriptionContext,
  SubscriptionDecision,
} from '../../domain/subscription/subscription-decision';
import type { SubscriptionState } from '../../domain/subscription/subscription-state';

/** Ends the trial early: the first period is counted, and paid, from now on. */
export function activateSubscription(
  _command: object,
  state: SubscriptionState,
  { now }: SubscriptionContext,
): SubscriptionDecision {
  const life = liveOrRefused(state);
  if (isRefusal(life)) return life;
  if (life.status !== 'TRIALING') return refuse('subscription-not-trialing', { status: life.status });

  return accept(...withWhatIsDue(state, trialEnded(state, { at: now, early: true }), now));
}
