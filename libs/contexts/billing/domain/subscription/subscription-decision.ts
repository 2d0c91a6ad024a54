import { Decision, Refusal, refuse } from '@ledgerline/kernel';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import type { SubscriptionEvent } from './subscription-events';
import type { SubscriptionTerms } from './subscription-facts';
import { liveOf, SubscriptionLife, SubscriptionState } from './subscription-state';

export type SubscriptionDecision = Decision<SubscriptionEvent>;
export type SubscriptionContext = DecisionContext<SubscriptionEvent, undefined>;

/** The subscription that lives, or the first refusal of every command that needs one. */
export function liveOrRefused(state: SubscriptionState): SubscriptionLife | Refusal<'no-live-subscription'> {
  return liveOf(state) ?? refuse('no-live-subscription', { status: state.life?.status ?? null });
}

export function isRefusal(value: object): value is Refusal {
  return 'kind' in value && value.kind === 'refused';
}

/** What is kept from a change of plan is of one currency, and so is what it is taken off. */
export function otherCurrency(
  { credit }: SubscriptionState,
  { currency }: SubscriptionTerms,
  inForce?: SubscriptionTerms,
): Refusal<'subscription-currency-differs'> | undefined {
  const kept = inForce?.currency ?? credit?.currency ?? currency;
  return kept === currency ? undefined : refuse('subscription-currency-differs', { currency, inForce: kept });
}
