import { formatMoney, Timestamp } from '@ledgerline/kernel';
import { liveOf, SubscriptionState } from './subscription-state';

/** A subscription as it is told beside the answer of each of its commands. */
export interface SubscriptionSummary {
  readonly subscriptionId: string;
  readonly accountId: string;
  readonly status: string;
  readonly plan: string;
  readonly interval: string;
  readonly amount: string;
  readonly currency: string;
  /** -1: as many as there are. */
  readonly seats: number;
  readonly currentPeriod: { readonly start: Timestamp; readonly end: Timestamp } | null;
  readonly trialEndsAt: Timestamp | null;
  readonly cancelAtPeriodEnd: boolean;
  readonly nextPlan: string | null;
  /** Kept from a change of plan; taken off the next charge. */
  readonly credit: string | null;
}

export function subscriptionSummary(state: SubscriptionState): SubscriptionSummary | undefined {
  const { life, credit } = state;
  if (!life) return undefined;
  const { subscriptionId, accountId, status, terms, seats, period, trialEndsAt } = life;
  return {
    ...{ subscriptionId, accountId, status, plan: terms.plan, interval: terms.interval, seats },
    amount: formatMoney(terms.priceMinor, terms.currency),
    currency: terms.currency,
    currentPeriod: period && { start: period.start, end: period.end },
    trialEndsAt,
    cancelAtPeriodEnd: liveOf(state) !== undefined && life.endsAtPeriodEnd !== null,
    nextPlan: life.next?.terms.plan ?? null,
    credit: credit && formatMoney(credit.amountMinor, credit.currency),
  };
}
