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
  readonly credits: Credits | null;
  readonly provider: string;
  readonly description: string;
  readonly currency: string;
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
  readonly description: string;
  readonly lines: readonly {
    readonly description: string;
    readonly quantity: number;
    readonly amount: Amount;
  }[];
  readonly buyer: { readonly legalName: string | null };
  readonly orderId: string | null;
  readonly corrects: { readonly number: string; readonly reason: string } | null;
  readonly issuedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly paidAt: Instant | null;
  readonly paymentMethod: {
    readonly type: string;
    readonly brand: string | null;
    readonly last4: string | null;
  } | null;
  readonly failure: string | null;
  readonly voidReason: string | null;
  readonly digest: string;
}

export interface PaymentMethod {
  readonly providerMethodId: string;
  readonly provider: string;
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expiry: string | null;
  readonly isDefault: boolean;
}

export type SubscriptionStatus =
  'INCOMPLETE' | 'INCOMPLETE_EXPIRED' | 'TRIALING' | 'ACTIVE' | 'PAST_DUE' | 'CANCELED';

export interface Subscription {
  readonly subscriptionId: string;
  readonly accountId: string;
  readonly status: SubscriptionStatus;
  readonly plan: string;
  readonly interval: 'MONTHLY' | 'YEARLY';
  readonly amount: Amount;
  readonly currency: string;
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
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
}

export interface RecurringRevenue {
  readonly items: readonly {
    readonly currency: string;
    readonly subscriptions: number;
    readonly monthlyRevenue: Amount;
  }[];
}

export interface Revenue {
  readonly items: readonly {
    readonly day: string;
    readonly currency: string;
    readonly provider: string;
    readonly orders: number;
    readonly paid: Amount;
    readonly refunded: Amount;
    readonly net: Amount;
  }[];
  readonly failedPayments: readonly {
    readonly day: string;
    readonly currency: string;
    readonly failed: number;
    readonly amount: Amount;
  }[];
}

export interface Funds {
  readonly currency: string;
  readonly earned: Amount;
  readonly vesting: Amount;
  readonly available: Amount;
  readonly owed: Amount;
  readonly reserved: Amount;
  readonly paidOut: Amount;
  readonly clawedBack: Amount;
}

export interface ReferralProgram {
  readonly accountId: string;
  readonly code: string;
  readonly status: 'active' | 'inactive';
  readonly customUrl: string | null;
  readonly clicks: number;
  readonly referrals: number;
  readonly successful: number;
  readonly openedAt: Instant;
}

export interface Referral {
  readonly referralId: string;
  readonly referrerId: string | null;
  readonly code: string;
  readonly status: string;
  readonly reason: string | null;
  readonly source: string | null;
  readonly signupAt: Instant;
  readonly confirmedAt: Instant | null;
  readonly reward: Money | { readonly credits: Credits } | null;
}

export interface Payout {
  readonly payoutId: string;
  readonly accountId: string;
  readonly status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'CANCELED';
  readonly method: 'STRIPE' | 'PAYPAL' | 'BANK_TRANSFER' | 'STORE_CREDIT';
  readonly amount: Amount;
  readonly currency: string;
  readonly transactionId: string | null;
  readonly reason: string | null;
  readonly requestedAt: Instant;
  readonly completedAt: Instant | null;
}
