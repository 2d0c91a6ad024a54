import { accept, noEffect, refuse } from '@ledgerline/kernel';
import { evolveSubscription } from '../../domain/subscription/evolve-subscription';
import {
  chargeDue,
  periodFrom,
  periodStarted,
  trialStarted,
  usageToBill,
} from '../../domain/subscription/period-events';
import {
  ChosenPlan,
  chosenPlan,
  PlanChoice,
  seatsTaken,
  Subscriber,
} from '../../domain/subscription/plan-terms';
import { unusedAt } from '../../domain/subscription/proration';
import { withWhatIsDue } from '../../domain/subscription/settle-subscription';
import {
  isRefusal,
  liveOrRefused,
  otherCurrency,
  SubscriptionContext,
  SubscriptionDecision,
} from '../../domain/subscription/subscription-decision';
import type { PlanChanged, SubscriptionEvent } from '../../domain/subscription/subscription-events';
import { SubscriptionLife, SubscriptionState } from '../../domain/subscription/subscription-state';

export interface ChangePlan extends PlanChoice {
  readonly subscriber: Subscriber;
  readonly when: 'now' | 'period-end';
}

/**
 * Another plan, interval or number of seats. Now: the period is cut off, what is unused of it is kept and
 * taken off the next charge, and a whole new period begins. At the period's end: the next one begins with it.
 */
export function changePlan(
  command: ChangePlan,
  state: SubscriptionState,
  { now }: SubscriptionContext,
): SubscriptionDecision {
  const life = liveOrRefused(state);
  if (isRefusal(life)) return life;
  if (life.status === 'INCOMPLETE') return refuse('subscription-incomplete');
  const chosen = chosenPlan(command.subscriber, command);
  if (isRefusal(chosen)) return chosen;
  const taken = seatsTaken(chosen.seats, command.subscriber);
  if (taken) return taken;
  const other = otherCurrency(state, chosen.terms, life.terms);
  if (other) return other;
  if (command.when === 'now' && isUntried(life, chosen)) {
    return refuse('trial-not-offered', { plan: chosen.terms.plan });
  }
  if (command.when === 'now' && life.charge) return refuse('charge-open', { charge: life.charge.charge });
  if (stands(life, chosen, command.when)) return noEffect('plan-in-force');

  if (command.when === 'period-end') {
    const { subscriptionId, accountId } = life;
    const { terms, seats } = chosen;
    const data = { subscriptionId, accountId, terms, seats, at: life.period!.end, scheduledAt: now };
    return accept<SubscriptionEvent>({ type: 'PlanChangeScheduled', data });
  }
  return accept(...withWhatIsDue(state, changedNow(state, life, { chosen, now }), now));
}

/** A trial goes on in a plan that is tried, or costs nothing; any other is paid from its first day. */
function isUntried({ status }: SubscriptionLife, { terms, trialDays }: ChosenPlan): boolean {
  return status === 'TRIALING' && trialDays === 0 && terms.priceMinor > 0n;
}

function stands({ terms, seats, next }: SubscriptionLife, chosen: ChosenPlan, when: ChangePlan['when']) {
  const inForce = when === 'period-end' && next ? next : { terms, seats };
  return (
    inForce.terms.plan === chosen.terms.plan &&
    inForce.terms.interval === chosen.terms.interval &&
    inForce.seats === chosen.seats
  );
}

function changedNow(
  state: SubscriptionState,
  life: SubscriptionLife,
  { chosen, now }: { chosen: ChosenPlan; now: string },
): readonly SubscriptionEvent[] {
  const { subscriptionId, accountId, terms: from } = life;
  const { terms, seats } = chosen;
  const inTrial = life.status === 'TRIALING';
  // More or fewer seats of the same plan cost the same: nothing is cut off for them.
  const cuts = !inTrial && (terms.plan !== from.plan || terms.interval !== from.interval);
  const waitsForMoney = cuts && !life.everPaid && terms.priceMinor > 0n;
  const unused = cuts ? unusedAt(life, now) : { unusedMinor: 0n, unusedMicros: 0n };
  const changed: PlanChanged = {
    type: 'PlanChanged',
    data: {
      ...{ subscriptionId, accountId, from, terms, seats, cause: 'now', ...unused },
      ...{ waitsForMoney, anchors: cuts, changedAt: now },
    },
  };
  const after = evolveSubscription(state, changed).life!;
  if (inTrial) return [changed, trialStarted(after)];
  if (!cuts) return [changed];
  const period = periodFrom(after, 0);
  const usage = usageToBill(life, now);
  return [
    changed,
    ...(waitsForMoney ? [] : [periodStarted(after, { period, monthsBefore: 0 })]),
    ...chargeDue(after, { period, usage, dueAt: now }),
  ];
}
