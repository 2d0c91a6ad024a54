import type { Timestamp } from '@ledgerline/kernel';
import { evolveSubscription } from './evolve-subscription';
import { DueFacts, DueWhat, nextDue } from './next-due';
import { chargeDue, grantDue, periodFrom, periodStarted, usageToBill } from './period-events';
import type { SubscriptionCanceled, SubscriptionEnd, SubscriptionEvent } from './subscription-events';
import { orderIdOf, SubscriptionLife, SubscriptionState } from './subscription-state';

/**
 * What time alone has caused by `now`, one thing after the other in the order it fell due, however long
 * nobody looked. It stops where an answer from outside is needed: no period begins before the last is paid.
 */
export function settleSubscription(
  state: SubscriptionState,
  now: Timestamp,
  { eventsMax = Infinity }: { readonly eventsMax?: number } = {},
): readonly SubscriptionEvent[] {
  const events: SubscriptionEvent[] = [];
  let settled = state;
  for (;;) {
    const due = settled.life && nextDue(dueFactsOf(settled.life));
    if (!due || due.at > now || events.length >= eventsMax) return events;
    for (const event of causedBy(due, settled)) {
      events.push(event);
      settled = evolveSubscription(settled, event);
    }
  }
}

/** Facts with what follows from them at once: the first month's grant of what was just paid. */
export function withWhatIsDue(
  state: SubscriptionState,
  events: readonly SubscriptionEvent[],
  now: Timestamp,
): readonly SubscriptionEvent[] {
  return [...events, ...settleSubscription(events.reduce(evolveSubscription, state), now)];
}

export function dueFactsOf(life: SubscriptionLife): DueFacts {
  const { status, incompleteSince, anchor, monthsBefore, monthsGranted, terms, period, charge } = life;
  return {
    ...{ status, incompleteSince, anchor, monthsBefore, monthsGranted },
    periodEnd: period?.end ?? null,
    charge: charge?.state ?? null,
    retryAt: charge?.retryAt ?? null,
    accessEndsAt: charge?.accessEndsAt ?? null,
    monthsToGrant: terms.creditsMicros > 0n ? terms.months : 0,
  };
}

function causedBy(
  { what, at }: { readonly what: DueWhat; readonly at: Timestamp },
  state: SubscriptionState,
): readonly SubscriptionEvent[] {
  const life = state.life!;
  const { subscriptionId, accountId } = life;
  if (what === 'never-paid') {
    const data = { subscriptionId, accountId, ...unpaid(life), expiredAt: at };
    return [{ type: 'SubscriptionNeverPaid', data }];
  }
  if (what === 'retry') return [chargeRetried(life, 'schedule', at)];
  if (what === 'access-ends') return canceled(life, { cause: 'unpaid', reason: 'not paid in time', at });
  return what === 'grant' ? [grantDue(state, life)] : periodEnded(state, at);
}

export function chargeRetried(
  life: SubscriptionLife,
  cause: 'schedule' | 'admin',
  dueAt: Timestamp,
): SubscriptionEvent {
  const { subscriptionId, accountId, provider, everPaid } = life;
  const { charge, ordinal, attempt, price } = life.charge!;
  return {
    type: 'ChargeRetried',
    data: {
      ...{ subscriptionId, accountId, charge, ordinal, attempt: attempt + 1, cause, price: price!, provider },
      ...{ collection: everPaid ? 'automatic' : 'checkout', dueAt },
    },
  };
}

/** The end of a subscription, with the bill for what its last period used. */
export function canceled(
  life: SubscriptionLife,
  { cause, reason, at }: { cause: SubscriptionEnd; reason: string; at: Timestamp },
): readonly SubscriptionEvent[] {
  const { subscriptionId, accountId, terms, recentGrants } = life;
  const voids = terms.unusedAtEnd === 'void' ? [...recentGrants] : [];
  const data = { subscriptionId, accountId, cause, reason, voids, ...unpaid(life), canceledAt: at };
  // Before it is paid, a period's usage is nobody's to pay; that of the one before is still to be paid.
  const usage = life.charge === null ? usageToBill(life, at) : life.charge.usage;
  return [{ type: 'SubscriptionCanceled', data }, ...chargeDue(life, { period: null, usage, dueAt: at })];
}

/** The charge that an invoice stands for, and nobody has paid; what was taken off it is kept again. */
function unpaid({ subscriptionId, charge }: SubscriptionLife): Unpaid {
  if (!charge || charge.state === 'due') return { unpaidCharge: null };
  const { charge: unpaidCharge, ordinal, attempt, creditUsedMinor: creditReturnedMinor } = charge;
  return {
    unpaidCharge,
    ...(charge.state === 'asked' && { openOrderId: orderIdOf(subscriptionId, ordinal, attempt) }),
    ...(creditReturnedMinor > 0n && { creditReturnedMinor }),
  };
}

type Unpaid = Pick<SubscriptionCanceled['data'], 'unpaidCharge' | 'openOrderId' | 'creditReturnedMinor'>;

/** What ends with a period: the trial, the subscription, or the plan that was chosen before. */
function periodEnded(state: SubscriptionState, at: Timestamp): readonly SubscriptionEvent[] {
  const life = state.life!;
  if (life.endsAtPeriodEnd) return canceled(life, { cause: 'period-end', ...life.endsAtPeriodEnd, at });
  return life.status === 'TRIALING' ? trialEnded(state, { at, early: false }) : nextPeriod(state, at);
}

/** The trial's end is what paid periods are counted from. */
export function trialEnded(
  state: SubscriptionState,
  { at, early }: { at: Timestamp; early: boolean },
): readonly SubscriptionEvent[] {
  const { subscriptionId, accountId } = state.life!;
  const ended = { type: 'TrialEnded', data: { subscriptionId, accountId, early, endedAt: at } } as const;
  return [ended, ...nextPeriod(evolveSubscription(state, ended), at)];
}

function nextPeriod(state: SubscriptionState, at: Timestamp): readonly SubscriptionEvent[] {
  const before = state.life!;
  const changed = planChangeAt(before, at);
  const life = changed.reduce(evolveSubscription, state).life!;
  const isFirst = before.period?.ordinal === 0;
  const monthsBefore = isFirst ? 0 : before.monthsBefore + before.terms.months;
  const period = periodFrom(life, monthsBefore);
  const usage = isFirst ? null : usageToBill(before, at);
  return [
    ...changed,
    periodStarted(life, { period, monthsBefore }),
    ...chargeDue(life, { period, usage, dueAt: at }),
  ];
}

function planChangeAt(life: SubscriptionLife, at: Timestamp): readonly SubscriptionEvent[] {
  if (!life.next) return [];
  const { subscriptionId, accountId, terms: from } = life;
  return [
    {
      type: 'PlanChanged',
      data: {
        ...{ subscriptionId, accountId, from, ...life.next, cause: 'period-end' },
        ...{ unusedMinor: 0n, unusedMicros: 0n, waitsForMoney: false, anchors: false, changedAt: at },
      },
    },
  ];
}
