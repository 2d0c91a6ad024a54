import { accept, addDays, refuse, Timestamp } from '@ledgerline/kernel';
import type { ProviderName } from '../../domain/order/order-events';
import { evolveSubscription } from '../../domain/subscription/evolve-subscription';
import {
  chargeDue,
  periodFrom,
  periodStarted,
  trialGrantDue,
  trialStarted,
} from '../../domain/subscription/period-events';
import { chosenPlan, PlanChoice, seatsTaken, Subscriber } from '../../domain/subscription/plan-terms';
import { withWhatIsDue } from '../../domain/subscription/settle-subscription';
import {
  isRefusal,
  otherCurrency,
  SubscriptionContext,
  SubscriptionDecision,
} from '../../domain/subscription/subscription-decision';
import type { SubscriptionEvent, SubscriptionStarted } from '../../domain/subscription/subscription-events';
import { liveOf, SubscriptionLife, SubscriptionState } from '../../domain/subscription/subscription-state';

export interface StartSubscription extends PlanChoice {
  readonly subscriber: Subscriber;
  readonly accountId: string;
  readonly trial: boolean;
  readonly provider: ProviderName;
  /** Whether the installation takes payments through it. */
  readonly providerIsSetUp: boolean;
  readonly actorUserId: string | null;
}

/** One subscription lives per account; a trial is given once, and what costs nothing begins at once. */
export function startSubscription(
  command: StartSubscription,
  state: SubscriptionState,
  { now, newId }: SubscriptionContext,
): SubscriptionDecision {
  const { subscriber } = command;
  if (subscriber.account !== 'open') {
    return refuse(subscriber.account === 'closed' ? 'account-closed' : 'account-not-found');
  }
  const live = liveOf(state);
  if (live) return refuse('subscription-already-live', { plan: live.terms.plan, status: live.status });
  if (state.life?.charge) return refuse('charge-open', { charge: state.life.charge.charge });
  const chosen = chosenPlan(subscriber, command);
  if (isRefusal(chosen)) return chosen;
  const { terms, seats, trialDays } = chosen;
  const costs = terms.priceMinor > 0n || terms.usage.length > 0;
  if (costs && !command.providerIsSetUp) return refuse('provider-not-set-up', { provider: command.provider });
  const taken = seatsTaken(seats, subscriber);
  if (taken) return taken;
  const other = otherCurrency(state, terms);
  if (other) return other;
  if (command.trial && state.trialUsed) return refuse('trial-already-used');
  if (command.trial && trialDays === 0) return refuse('trial-not-offered', { plan: terms.plan });

  const { accountId, provider, actorUserId } = command;
  const trialEndsAt = command.trial ? addDays(now, trialDays) : null;
  const started: SubscriptionStarted = {
    type: 'SubscriptionStarted',
    data: {
      ...{ subscriptionId: newId, accountId, terms, seats, provider, trialEndsAt, actorUserId },
      startedAt: now,
    },
  };
  const life = evolveSubscription(state, started).life!;
  return accept(...withWhatIsDue(state, [started, ...beginning(life, now)], now));
}

/** A trial begins, or a period that costs nothing, or else the wait for its first money. */
function beginning(life: SubscriptionLife, now: Timestamp): readonly SubscriptionEvent[] {
  if (life.trialEndsAt !== null) return [trialStarted(life), ...trialGrantDue(life)];
  const period = periodFrom(life, 0);
  return life.terms.priceMinor === 0n
    ? [periodStarted(life, { period, monthsBefore: 0 })]
    : chargeDue(life, { period, usage: null, dueAt: now });
}
