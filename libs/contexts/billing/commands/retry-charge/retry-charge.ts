import { accept, refuse } from '@ledgerline/kernel';
import { chargeRetried } from '../../domain/subscription/settle-subscription';
import type {
  SubscriptionContext,
  SubscriptionDecision,
} from '../../domain/subscription/subscription-decision';
import type { SubscriptionState } from '../../domain/subscription/subscription-state';

/** Tries a failed charge once more, at once; the last one of a subscription that has ended too. */
export function retryCharge(
  _command: object,
  { life }: SubscriptionState,
  { now }: SubscriptionContext,
): SubscriptionDecision {
  if (life?.charge?.state !== 'failed') {
    return refuse('no-failed-charge', { status: life?.status ?? null });
  }

  return accept(chargeRetried(life, 'admin', now));
}
