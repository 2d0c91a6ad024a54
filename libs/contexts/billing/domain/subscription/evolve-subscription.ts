import { invariant } from '@ledgerline/kernel';
import type { Evolvers } from '@ledgerline/platform/ledger';
import { creditOf, keptAfterRefund, keptAfterUse, keptLostMinor, keptOfLast } from './kept-of';
import type { SubscriptionEvent, SubscriptionStarted } from './subscription-events';
import type { SubscriptionCharge, SubscriptionLife, SubscriptionState } from './subscription-state';

/** The grants that a rollover can still reach: a lot rolls over once, for one more month. */
const RECENT_GRANTS = 2;

export const subscriptionEvolvers: Evolvers<SubscriptionState, SubscriptionEvent> = {
  SubscriptionStarted: (state, data) => ({
    ...state,
    trialUsed: state.trialUsed || data.trialEndsAt !== null,
    life: begun(data),
  }),
  TrialEnded: (state, { endedAt }) =>
    inLife(state, () => ({ status: 'ACTIVE', anchor: endedAt, monthsBefore: 0 })),
  PeriodStarted: (state, { period, anchor, monthsBefore, trial }) =>
    inLife(state, () => ({
      status: trial ? 'TRIALING' : 'ACTIVE',
      incompleteSince: null,
      ...{ period, anchor, monthsBefore, monthsGranted: 0 },
    })),
  ChargeDue: (state, { charge, ordinal, period, lines, usage, currency }) =>
    inLife(state, () => ({
      chargesMade: ordinal,
      charge: {
        ...{ charge, ordinal, period, lines, usage, currency, attempt: 1, state: 'due', price: null },
        ...{ creditUsedMinor: 0n, retryAt: null, accessEndsAt: null },
      },
    })),
  ChargePriced: (state, { price, creditUsedMinor }) => ({
    ...inCharge(state, () => ({ state: 'asked', price, creditUsedMinor })),
    credit: lessCredit(state, creditUsedMinor),
  }),
  ChargeRetried: (state, { attempt }) => inCharge(state, () => ({ state: 'asked', attempt, retryAt: null })),
  ChargePaid: (state, { charge, orderId, amountMinor }) => ({
    ...inLife(state, ({ status, everPaid }) => ({
      status: status === 'PAST_DUE' ? 'ACTIVE' : status,
      charge: null,
      pastDueSince: null,
      everPaid: everPaid || amountMinor > 0n,
      lastPaid: { charge, orderId, amountMinor, refundedMinor: 0n, creditOf: creditOf(state) },
    })),
    keptOf: keptAfterUse(state.keptOf, state.life?.charge?.creditUsedMinor ?? 0n),
  }),
  ChargeFailed: (state, { retryAt, accessEndsAt, failedAt }) =>
    inLife(
      inCharge(state, () => ({ state: 'failed', retryAt, accessEndsAt })),
      ({ status, pastDueSince }) =>
        accessEndsAt === null ? {} : { status: pastDue(status), pastDueSince: pastDueSince ?? failedAt },
    ),
  ChargeRefunded: (state, { charge, orderId, refundedMinor, creditLostMinor = 0n }) => ({
    ...inLife(state, ({ lastPaid, charge: open }) => ({
      ...(lastPaid?.charge === charge && { lastPaid: { ...lastPaid, refundedMinor } }),
      ...(open && {
        charge: lessUsed(open, keptLostMinor(state.keptOf, { orderId, refundedMinor }) - creditLostMinor),
      }),
    })),
    credit: lessCredit(state, creditLostMinor),
    keptOf: keptAfterRefund(state.keptOf, { orderId, refundedMinor }),
  }),
  GrantDue: (state, { grant, ordinal, kind, amountMicros, owedTakenMicros, expiresAt }) => ({
    ...inLife(state, ({ monthsGranted, recentGrants }) => ({
      grantsMade: ordinal,
      monthsGranted: monthsGranted + 1,
      recentGrants: [...recentGrants, { grant, kind }].slice(-RECENT_GRANTS),
    })),
    owedMicros: state.owedMicros - owedTakenMicros,
    freeUntil: isFree(state) && amountMicros + owedTakenMicros > 0n ? expiresAt : state.freeUntil,
  }),
  PlanChanged: (state, { terms, seats, from, unusedMinor, unusedMicros, ...change }) => ({
    ...inLife(state, () => ({
      ...{ terms, seats, next: null },
      ...(change.anchors && { anchor: change.changedAt, monthsBefore: 0 }),
      ...(change.waitsForMoney && { status: 'INCOMPLETE', incompleteSince: change.changedAt }),
    })),
    credit: moreCredit(state, unusedMinor, from.currency),
    keptOf: [...state.keptOf, ...keptOfLast(state.life?.lastPaid, { from, unusedMinor })],
    owedMicros: state.owedMicros + unusedMicros,
  }),
  PlanChangeScheduled: (state, { terms, seats }) => inLife(state, () => ({ next: { terms, seats } })),
  PlanChangeUnscheduled: (state) => inLife(state, () => ({ next: null })),
  CancellationScheduled: (state, { reason }) => inLife(state, () => ({ endsAtPeriodEnd: { reason } })),
  SubscriptionResumed: (state) => inLife(state, () => ({ endsAtPeriodEnd: null })),
  SubscriptionCanceled: (state, { creditReturnedMinor }) => ended(state, 'CANCELED', creditReturnedMinor),
  SubscriptionNeverPaid: (state, { creditReturnedMinor }) =>
    ended(state, 'INCOMPLETE_EXPIRED', creditReturnedMinor),
};

/** The state after one of the subscription's own facts. */
export function evolveSubscription(state: SubscriptionState, event: SubscriptionEvent): SubscriptionState {
  return subscriptionEvolvers[event.type](state, event.data as never);
}

function begun(data: SubscriptionStarted['data']): SubscriptionLife {
  const { subscriptionId, accountId, terms, seats, provider, startedAt, trialEndsAt } = data;
  const waits = trialEndsAt === null && terms.priceMinor > 0n;
  return {
    ...{ subscriptionId, accountId, terms, seats, provider, startedAt, trialEndsAt },
    status: 'INCOMPLETE',
    incompleteSince: waits ? startedAt : null,
    anchor: startedAt,
    monthsBefore: 0,
    ...{ period: null, charge: null, lastPaid: null, pastDueSince: null, next: null, endsAtPeriodEnd: null },
    ...{ chargesMade: 0, grantsMade: 0, monthsGranted: 0, recentGrants: [], everPaid: false },
  };
}

function pastDue(status: SubscriptionLife['status']): SubscriptionLife['status'] {
  return status === 'CANCELED' ? status : 'PAST_DUE';
}

function inLife(
  state: SubscriptionState,
  change: (life: SubscriptionLife) => Partial<SubscriptionLife>,
): SubscriptionState {
  invariant(state.life, 'what happens to a subscription happens after it has started');
  return { ...state, life: { ...state.life, ...change(state.life) } };
}

function inCharge(
  state: SubscriptionState,
  change: (charge: SubscriptionCharge) => Partial<SubscriptionCharge>,
): SubscriptionState {
  return inLife(state, ({ charge }) => {
    invariant(charge, 'what happens to a charge happens after it fell due');
    return { charge: { ...charge, ...change(charge) } };
  });
}

function ended(
  state: SubscriptionState,
  status: 'CANCELED' | 'INCOMPLETE_EXPIRED',
  creditReturnedMinor = 0n,
): SubscriptionState {
  return {
    ...inLife(state, () => ({ status, charge: null, next: null })),
    credit: moreCredit(state, creditReturnedMinor, state.life!.terms.currency),
  };
}

function isFree({ life }: SubscriptionState): boolean {
  return life?.status === 'ACTIVE' && life.terms.priceMinor === 0n;
}

/** A part of it that a refund has taken meanwhile is not kept again. */
function lessUsed(open: SubscriptionCharge, lostMinor: bigint): SubscriptionCharge {
  const creditUsedMinor = open.creditUsedMinor - lostMinor;
  return { ...open, creditUsedMinor: creditUsedMinor > 0n ? creditUsedMinor : 0n };
}

function moreCredit({ credit }: SubscriptionState, amountMinor: bigint, currency: string) {
  if (amountMinor === 0n) return credit;
  invariant(!credit || credit.currency === currency, 'what is kept is of one currency');
  return { amountMinor: (credit?.amountMinor ?? 0n) + amountMinor, currency };
}

function lessCredit({ credit }: SubscriptionState, usedMinor: bigint) {
  if (usedMinor === 0n || !credit) return credit;
  invariant(usedMinor <= credit.amountMinor, 'no more is taken off than was kept');
  return usedMinor === credit.amountMinor ? null : { ...credit, amountMinor: credit.amountMinor - usedMinor };
}
