import type { Timestamp } from '@ledgerline/kernel';
import type { PricedLine } from '../money/lines';
import type { ProviderName } from '../order/order-events';
import type {
  ChargePrice,
  SubscriptionPeriod,
  SubscriptionStatus,
  SubscriptionTerms,
  UsageToBill,
} from './subscription-facts';

/** The subscriptions of one account: the one that lives, or the last that did. */
export interface SubscriptionState {
  /** A trial is given once, whatever plan it was for. */
  readonly trialUsed: boolean;
  /** Paid for time that a change of plan cut off: taken off the next charges in its currency. */
  readonly credit: { readonly amountMinor: bigint; readonly currency: string } | null;
  /** The payments that it, and what is taken off an open charge, was kept of; the oldest first. */
  readonly keptOf: readonly KeptOf[];
  /** Granted for time that was paid back so: taken off the next grants. */
  readonly owedMicros: bigint;
  /** Until then a month was granted that cost nothing: it is not granted again before. */
  readonly freeUntil: Timestamp;
  readonly life: SubscriptionLife | null;
}

/** What a change of plan kept of a payment, and what that payment was worth then. */
export interface KeptOf {
  /** Null: of none that is known. */
  readonly orderId: string | null;
  readonly keptMinor: bigint;
  readonly worthMinor: bigint;
  /** Of the payment, so far. */
  readonly refundedMinor: bigint;
}

export interface SubscriptionLife {
  readonly subscriptionId: string;
  readonly accountId: string;
  readonly status: SubscriptionStatus;
  readonly terms: SubscriptionTerms;
  readonly seats: number;
  readonly provider: ProviderName;
  readonly startedAt: Timestamp;
  readonly trialEndsAt: Timestamp | null;
  /** Since when it waits for its first money; null: it does not. */
  readonly incompleteSince: Timestamp | null;
  /** Periods are counted from here: the current one begins so many months after it. */
  readonly anchor: Timestamp;
  readonly monthsBefore: number;
  /** Null while nothing was paid yet. */
  readonly period: SubscriptionPeriod | null;
  readonly charge: SubscriptionCharge | null;
  readonly chargesMade: number;
  readonly everPaid: boolean;
  /** What was paid last, for the order it was paid by. */
  readonly lastPaid: PaidCharge | null;
  readonly grantsMade: number;
  /** Of the current period's months, so many have been granted. */
  readonly monthsGranted: number;
  /** Grants that may have unspent lots: the last, and the one before it, which may have rolled over. */
  readonly recentGrants: readonly { readonly grant: string; readonly kind: 'trial' | 'paid' }[];
  /** When the first failure of the open charge was; null: none has failed. */
  readonly pastDueSince: Timestamp | null;
  readonly next: { readonly terms: SubscriptionTerms; readonly seats: number } | null;
  readonly endsAtPeriodEnd: { readonly reason: string } | null;
}

export interface SubscriptionCharge {
  readonly charge: string;
  readonly ordinal: number;
  readonly attempt: number;
  /** `due`: its price is not known yet; `asked`: an answer is waited for; `failed`: it may be tried again. */
  readonly state: 'due' | 'asked' | 'failed';
  readonly period: SubscriptionPeriod | null;
  readonly lines: readonly PricedLine[];
  readonly usage: UsageToBill | null;
  readonly currency: string;
  readonly price: ChargePrice | null;
  readonly creditUsedMinor: bigint;
  readonly retryAt: Timestamp | null;
  readonly accessEndsAt: Timestamp | null;
}

export interface PaidCharge {
  readonly charge: string;
  readonly orderId: string | null;
  readonly amountMinor: bigint;
  readonly refundedMinor: bigint;
  /** What was taken off it, and the payment that this was kept of. */
  readonly creditOf: { readonly orderId: string | null; readonly amountMinor: bigint } | null;
}

const LIVE: readonly SubscriptionStatus[] = ['INCOMPLETE', 'TRIALING', 'ACTIVE', 'PAST_DUE'];

export function noSubscription(): SubscriptionState {
  return { trialUsed: false, credit: null, keptOf: [], owedMicros: 0n, freeUntil: '', life: null };
}

/** The subscription that has not ended. */
export function liveOf({ life }: SubscriptionState): SubscriptionLife | undefined {
  return life && LIVE.includes(life.status) ? life : undefined;
}

export function chargeName(subscriptionId: string, ordinal: number): string {
  return `renew:${subscriptionId}:${ordinal}`;
}

export function grantName(subscriptionId: string, ordinal: number): string {
  return `grant:${subscriptionId}:${ordinal}`;
}

/** One order for each attempt at a charge. */
export function orderIdOf(subscriptionId: string, ordinal: number, attempt: number): string {
  return `${subscriptionId}-${ordinal}-${attempt}`;
}
