import type { Credits, Instant } from './contract-values';

/** Decimal text in the currency beside it, e.g. "19.99". */
export type Amount = string;

export interface Money {
  readonly amount: Amount;
  readonly currency: string;
}

export interface Order {
  readonly orderId: string;
  readonly accountId: string;
  readonly status: 'PENDING' | 'COMPLETED' | 'FAILED' | 'EXPIRED';
  readonly purpose: 'credits' | 'subscription';
  readonly package: string | null;
  readonly credits: Credits | null;
  readonly creditsTakenBack: Credits;
  readonly subscriptionId: string | null;
  readonly provider: string;
  readonly providerOrderId: string | null;
  readonly paymentId: string | null;
  readonly lotId: string | null;
  readonly description: string;
  readonly currency: string;
  readonly subtotal: Amount;
  readonly tax: Amount;
  readonly total: Amount;
  readonly refunded: Amount;
  /** Where it is paid, while it is to be paid. */
  readonly checkoutUrl: string | null;
  readonly failure: string | null;
  /** What a person has to look at. */
  readonly attention: readonly string[];
  readonly placedAt: Instant;
  readonly paidAt: Instant | null;
  readonly expiresAt: Instant;
}

export interface Invoice {
  readonly invoiceId: string;
  readonly accountId: string;
  readonly kind: 'invoice' | 'credit-note';
  /** Null for the moment before it has one. */
  readonly number: string | null;
  readonly state: 'PENDING' | 'PAID' | 'FAILED' | 'REFUNDED' | 'VOID';
  readonly currency: string;
  readonly subtotal: Amount;
  readonly tax: Amount;
  readonly total: Amount;
  readonly amountPaid: Amount;
  readonly amountDue: Amount;
  readonly amountCredited: Amount;
  readonly amountOverpaid: Amount;
  readonly description: string;
  readonly taxRate: {
    readonly name: string;
    readonly country: string;
    readonly percent: string;
    readonly inclusive: boolean;
  } | null;
  readonly lines: readonly InvoiceLine[];
  readonly seller: Addressee;
  readonly buyer: Addressee & { readonly country: string | null };
  readonly orderId: string | null;
  readonly subscriptionId: string | null;
  readonly period: { readonly start: Instant; readonly end: Instant } | null;
  readonly corrects: { readonly number: string; readonly reason: string } | null;
  readonly issuedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly paidAt: Instant | null;
  readonly paymentId: string | null;
  readonly paymentMethod: {
    readonly type: string;
    readonly brand: string | null;
    readonly last4: string | null;
  } | null;
  readonly failure: string | null;
  readonly voidReason: string | null;
  readonly providerInvoiceId: string | null;
  readonly providerStatus: string | null;
  readonly hostedUrl: string | null;
  readonly digest: string;
}

export interface InvoiceLine {
  readonly type: string;
  readonly description: string;
  readonly quantity: number;
  readonly unitAmount: Amount;
  readonly amount: Amount;
  readonly net: Amount;
  readonly tax: Amount;
}

/** As at issue. */
export interface Addressee {
  readonly legalName: string | null;
  readonly address: readonly string[];
  readonly taxId: string | null;
  readonly email: string | null;
}

export interface PaymentMethod {
  readonly providerMethodId: string;
  readonly provider: string;
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expiry: string | null;
  readonly isDefault: boolean;
  readonly keptAt: Instant;
}

export type SubscriptionStatus =
  'INCOMPLETE' | 'INCOMPLETE_EXPIRED' | 'TRIALING' | 'ACTIVE' | 'PAST_DUE' | 'CANCELED';

export interface Subscription {
  readonly subscriptionId: string;
  readonly accountId: string;
  readonly status: SubscriptionStatus;
  readonly plan: string;
  readonly tier: string;
  readonly interval: 'MONTHLY' | 'YEARLY';
  readonly amount: Amount;
  readonly currency: string;
  readonly provider: string;
  readonly creditsPerMonth: Credits;
  /** -1: as many as there are. */
  readonly seats: number;
  readonly currentPeriod: { readonly start: Instant; readonly end: Instant } | null;
  readonly trialEndsAt: Instant | null;
  readonly cancelAtPeriodEnd: boolean;
  readonly nextPlan: { readonly plan: string; readonly interval: string } | null;
  readonly openCharge: {
    readonly charge: string;
    readonly state: string;
    readonly failure: string | null;
    readonly retryAt: Instant | null;
    readonly accessEndsAt: Instant | null;
  } | null;
  readonly chargesPaid: number;
  readonly paid: Amount;
  readonly refunded: Amount;
  readonly grants: number;
  readonly nextDueAt: Instant | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly endCause: string | null;
  readonly endReason: string | null;
}

/** What of one metric was used in one billing period. */
export interface UsageRecord {
  readonly subscriptionId: string;
  readonly metric: string;
  readonly quantity: string;
  readonly unit: string;
  readonly description: string;
  readonly metadata: { readonly ordinal: number; readonly periodEnd: Instant; readonly counts: string };
  readonly recordedAt: Instant;
  /** The period's start. */
  readonly billingPeriod: Instant;
}

export interface RecurringRevenue {
  readonly items: readonly {
    readonly currency: string;
    readonly subscriptions: number;
    readonly monthlyRevenue: Amount;
  }[];
}

export interface Revenue {
  readonly items: readonly RevenueOfDay[];
  readonly failedPayments: readonly {
    readonly day: string;
    readonly currency: string;
    readonly failed: number;
    readonly amount: Amount;
  }[];
}

/** Of one currency by one provider. */
export interface RevenueOfDay {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly currency: string;
  readonly provider: string;
  readonly orders: number;
  readonly refunds: number;
  readonly paid: Amount;
  readonly tax: Amount;
  readonly refunded: Amount;
  readonly disputed: Amount;
  readonly net: Amount;
}
