import { accept, noEffect, Timestamp } from '@ledgerline/kernel';
import { chargeFailed } from './charge-events';
import { withWhatIsDue } from './settle-subscription';
import type { SubscriptionContext, SubscriptionDecision } from './subscription-decision';
import { orderIdOf, SubscriptionState } from './subscription-state';

export interface RecordChargeFailed {
  readonly charge: string;
  readonly orderId: string;
  readonly reason: string;
  readonly failedAt: Timestamp;
}

/** The order of the charge's latest attempt was not paid; what became of an earlier one changes nothing. */
export function recordChargeFailed(
  { charge, orderId, reason, failedAt }: RecordChargeFailed,
  state: SubscriptionState,
  { now }: SubscriptionContext,
): SubscriptionDecision {
  const { life } = state;
  const open = life?.charge;
  if (!life || open?.charge !== charge) return noEffect('charge-not-open');
  const asked = open.state === 'asked' && orderIdOf(life.subscriptionId, open.ordinal, open.attempt);
  if (asked !== orderId) return noEffect('attempt-is-over');

  return accept(...withWhatIsDue(state, [chargeFailed(life, { reason, failedAt })], now));
}
