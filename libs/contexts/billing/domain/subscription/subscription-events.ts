import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { PricedLine } from '../money/lines';
import type { ProviderName } from '../order/order-events';
import type { ChargePrice, SubscriptionPeriod, SubscriptionTerms, UsageToBill } from './subscription-facts';

interface OfSubscription {
  readonly subscriptionId: string;
  readonly accountId: string;
}

export type SubscriptionStarted = DomainEvent<
  'SubscriptionStarted',
  OfSubscription & {
    terms: SubscriptionTerms;
    seats: number;
    provider: ProviderName;
    /** Null: it begins without a trial. */
    trialEndsAt: Timestamp | null;
    actorUserId: string | null;
    startedAt: Timestamp;
  }
>;

export type TrialEnded = DomainEvent<'TrialEnded', OfSubscription & { early: boolean; endedAt: Timestamp }>;

/** A period begins; with it the account is in the plan's tier. The first one of a trial has ordinal 0. */
export type PeriodStarted = DomainEvent<
  'PeriodStarted',
  OfSubscription & {
    period: SubscriptionPeriod;
    /** What it is counted from, and how many months after that it begins. */
    anchor: Timestamp;
    monthsBefore: number;
    /** Of the period; null for a trial, whose end is its own. */
    months: number | null;
    plan: string;
    tier: string;
    trial: boolean;
  }
>;

/** Money is due: once for each ordinal. Its price follows, once usage and tax are known. */
export type ChargeDue = DomainEvent<
  'ChargeDue',
  OfSubscription & {
    /** `renew:<subscription>:<ordinal>` */
    charge: string;
    ordinal: number;
    /** What it pays for; null: nothing but the usage of a period that is over. */
    period: SubscriptionPeriod | null;
    lines: PricedLine[];
    usage: UsageToBill | null;
    currency: string;
    dueAt: Timestamp;
  }
>;

export type ChargePriced = DomainEvent<
  'ChargePriced',
  OfSubscription & {
    charge: string;
    ordinal: number;
    attempt: number;
    period: SubscriptionPeriod | null;
    price: ChargePrice;
    /** What was kept from a change of plan and is taken off here. */
    creditUsedMinor: bigint;
    provider: ProviderName;
    /** `checkout` until something was paid: the buyer pays on the provider's page and the method is kept. */
    collection: 'checkout' | 'automatic';
    pricedAt: Timestamp;
  }
>;

export type ChargeRetried = DomainEvent<
  'ChargeRetried',
  OfSubscription & {
    charge: string;
    ordinal: number;
    /** 2 for the first retry. */
    attempt: number;
    cause: 'schedule' | 'admin';
    price: ChargePrice;
    provider: ProviderName;
    collection: 'checkout' | 'automatic';
    dueAt: Timestamp;
  }
>;

export type ChargePaid = DomainEvent<
  'ChargePaid',
  OfSubscription & {
    charge: string;
    ordinal: number;
    /** Null: there was nothing left to pay. */
    orderId: string | null;
    amountMinor: bigint;
    currency: string;
    /** The first money of this subscription. */
    first: boolean;
    paidAt: Timestamp;
  }
>;

export type ChargeFailed = DomainEvent<
  'ChargeFailed',
  OfSubscription & {
    charge: string;
    ordinal: number;
    attempt: number;
    reason: string;
    /** Null: it is not tried again by itself. */
    retryAt: Timestamp | null;
    /** When access ends; null where there is none yet, or none any more. */
    accessEndsAt: Timestamp | null;
    failedAt: Timestamp;
  }
>;

/** Money of a charge went back; what of the period is unused is worth so much less. */
export type ChargeRefunded = DomainEvent<
  'ChargeRefunded',
  OfSubscription & {
    charge: string;
    orderId: string;
    refundId: string;
    cause: 'refund' | 'dispute';
    amountMinor: bigint;
    /** Of this charge, this one included. */
    refundedMinor: bigint;
    /** Taken out of what a change of plan kept of this charge: it is not given back twice. */
    creditLostMinor?: bigint;
    refundedAt: Timestamp;
  }
>;

/** Credits of one month, or of a trial, are due: once for each ordinal. */
export type GrantDue = DomainEvent<
  'GrantDue',
  OfSubscription & {
    /** `grant:<subscription>:<ordinal>` */
    grant: string;
    ordinal: number;
    kind: 'trial' | 'paid';
    plan: string;
    amountMicros: bigint;
    /** What was taken off because it had been granted for time that was paid back. */
    owedTakenMicros: bigint;
    effectiveAt: Timestamp;
    expiresAt: Timestamp;
    /** At most so much of it lives until then when it lapses; null: nothing does. */
    rollover: { readonly capMicros: bigint; readonly days: number } | null;
    dueAt: Timestamp;
  }
>;

/** From now on, or from the period on that begins with it. */
export type PlanChanged = DomainEvent<
  'PlanChanged',
  OfSubscription & {
    from: SubscriptionTerms;
    terms: SubscriptionTerms;
    seats: number;
    cause: 'now' | 'period-end';
    /** What was paid for time that is not used any more: kept, and taken off the next charge. */
    unusedMinor: bigint;
    /** What was granted for it: taken off the next grants. */
    unusedMicros: bigint;
    /** Nothing was ever paid: the new plan begins with its first money. */
    waitsForMoney: boolean;
    /** Whether periods are counted from this instant on. */
    anchors: boolean;
    changedAt: Timestamp;
  }
>;

export type PlanChangeScheduled = DomainEvent<
  'PlanChangeScheduled',
  OfSubscription & { terms: SubscriptionTerms; seats: number; at: Timestamp; scheduledAt: Timestamp }
>;
export type PlanChangeUnscheduled = DomainEvent<
  'PlanChangeUnscheduled',
  OfSubscription & { plan: string; unscheduledAt: Timestamp }
>;

export type CancellationScheduled = DomainEvent<
  'CancellationScheduled',
  OfSubscription & { at: Timestamp; reason: string; scheduledAt: Timestamp }
>;
export type SubscriptionResumed = DomainEvent<
  'SubscriptionResumed',
  OfSubscription & { resumedAt: Timestamp }
>;

export type SubscriptionEnd = 'now' | 'period-end' | 'unpaid' | 'refunded' | 'dispute-lost';

/** It has ended: the account is in the free tier again. */
export type SubscriptionCanceled = DomainEvent<
  'SubscriptionCanceled',
  OfSubscription & {
    cause: SubscriptionEnd;
    reason: string;
    /** Grants whose unused lots are taken back now; none where the plan lets them lapse by themselves. */
    voids: { readonly grant: string; readonly kind: 'trial' | 'paid' }[];
    /** A charge that was invoiced and is not to be paid any more; null: none. */
    unpaidCharge: string | null;
    /** What was taken off that charge: kept again. */
    creditReturnedMinor?: bigint;
    /** The order of it that somebody may still pay. */
    openOrderId?: string;
    canceledAt: Timestamp;
  }
>;

/** Nobody paid in time: it has never begun. */
export type SubscriptionNeverPaid = DomainEvent<
  'SubscriptionNeverPaid',
  OfSubscription & {
    /** All as of a cancellation. */
    unpaidCharge: string | null;
    creditReturnedMinor?: bigint;
    openOrderId?: string;
    expiredAt: Timestamp;
  }
>;

export type SubscriptionEvent =
  | SubscriptionStarted
  | TrialEnded
  | PeriodStarted
  | ChargeDue
  | ChargePriced
  | ChargeRetried
  | ChargePaid
  | ChargeFailed
  | ChargeRefunded
  | GrantDue
  | PlanChanged
  | PlanChangeScheduled
  | PlanChangeUnscheduled
  | CancellationScheduled
  | SubscriptionResumed
  | SubscriptionCanceled
  | SubscriptionNeverPaid;
