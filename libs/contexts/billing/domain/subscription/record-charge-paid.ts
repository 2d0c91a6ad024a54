import { accept, noEffect, refuse, Timestamp } from '@ledgerline/kernel';
import { chargePaid } from './charge-events';
import { withWhatIsDue } from './settle-subscription';
import type { SubscriptionContext, SubscriptionDecision } from './subscription-decision';
import type { SubscriptionState } from './subscription-state';

export interface RecordChargePaid {
  readonly charge: string;
  readonly orderId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly paidAt: Timestamp;
}

/** An order of the open charge was paid, whichever attempt it was. Money for no open charge is refused. */
export function recordChargePaid(
  { charge, ...paid }: RecordChargePaid,
  state: SubscriptionState,
  { now }: SubscriptionContext,
): SubscriptionDecision {
  const { life } = state;
  if (life?.lastPaid?.orderId === paid.orderId) return noEffect('already-recorded');
  if (!life || life.charge?.charge !== charge) return refuse('charge-not-open', { charge });

  return accept(...withWhatIsDue(state, chargePaid(life, paid), now));
}
