import { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { Balances, ChargedShare } from './account-facts';

/* What becomes of purchased credits whose money went back. */

/** Money of an order went back, whole or in part; what it takes follows in the same append. */
export type PurchaseRefunded = DomainEvent<
  'PurchaseRefunded',
  {
    /** The order; of another grant the act behind it. */
    orderId: string;
    /** What was granted; absent: a purchase. */
    grantType?: 'REFERRAL_REWARD';
    /** The refund: unique per account. */
    reference: string;
    askedMicros: bigint;
    /** What counts of it: with all before, never more than the order granted. */
    amountMicros: bigint;
    /** All refunds of this order so far, this one included. */
    refundedMicros: bigint;
    /** Null: the grant has not come yet; when it comes, it comes less what was refunded. */
    grantedMicros: bigint | null;
    reason: string;
    refundedAt: Timestamp;
    catalogVersion: number;
  }
>;

/** Taken of what an order granted: from the lot itself, and from what has rolled over of it. */
interface TakenFacts {
  readonly orderId: string;
  readonly amountMicros: bigint;
  readonly shares: ChargedShare[];
  /** Not there any more: owed. */
  readonly missingMicros: bigint;
  /** Held by running jobs: taken, or owed, when they end. */
  readonly pendingMicros: bigint;
  /** What the account owes for all refunds after it. */
  readonly refundsOwedMicros: bigint;
  readonly takenBackAt: Timestamp;
  readonly after: Balances;
}

/** What one refund takes of what is neither spent nor held, and what it does not find free. */
export type CreditsTakenBack = DomainEvent<
  'CreditsTakenBack',
  TakenFacts & {
    creditType: 'REFUND';
    reference: string;
    /** The lot that the order granted; null: it has not come yet, and nothing is taken. */
    lotId: string | null;
    reason: string;
    catalogVersion: number;
  }
>;

/** What was held when its purchase was refunded: came free and is taken, or was spent and is owed. */
export type HeldCreditsTakenBack = DomainEvent<'HeldCreditsTakenBack', TakenFacts & { lotId: string }>;

export type PurchaseEvent = PurchaseRefunded | CreditsTakenBack | HeldCreditsTakenBack;
