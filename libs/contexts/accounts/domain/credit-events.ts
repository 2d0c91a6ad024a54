import { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { Balances, ChargedShare, CreditType, LotEnd, PurchaseAmount } from './account-facts';

/* What happens to credits beside grants, holds and charges. Each carries the balance it established. */

/**
 * Taken back: what is neither spent nor held at once (which may be nothing), and what is held by the next
 * such event, once its hold has resolved.
 */
export type LotVoided = DomainEvent<
  'LotVoided',
  LotEnd & { reason: string; pendingMicros: bigint; voidedAt: Timestamp }
>;

/** A grant that has not come yet is barred: when it comes, it is void. */
export type LotBarred = DomainEvent<
  'LotBarred',
  { creditType: CreditType; reference: string; reason: string; barredAt: Timestamp }
>;

/** What lapses is kept in part: a new lot from the unspent rest of an old one. */
export type LotRolledOver = DomainEvent<
  'LotRolledOver',
  {
    lotId: string;
    creditType: CreditType;
    toLotId: string;
    priority: number;
    amountMicros: bigint;
    cost: PurchaseAmount | null;
    rolledOverAt: Timestamp;
    expiresAt: Timestamp;
    after: Balances;
  }
>;

/** Taken away by a person, from what was available; what a person adds is a grant. */
export type CreditsDeducted = DomainEvent<
  'CreditsDeducted',
  {
    creditType: 'ADMIN_ADJUSTMENT';
    amountMicros: bigint;
    shares: ChargedShare[];
    reason: string;
    reference: string | null;
    deductedAt: Timestamp;
    catalogVersion: number;
    after: Balances;
  }
>;

/** A part of what a generation was charged is given back; its lots follow as grants in the same append. */
export type GenerationRefunded = DomainEvent<
  'GenerationRefunded',
  {
    generationId: string;
    action: string;
    reference: string;
    amountMicros: bigint;
    /** All refunds of this generation so far, this one included. */
    refundedMicros: bigint;
    chargedMicros: bigint;
    lotIds: string[];
    reason: string;
    /** When the generation was requested: what a fold files it by. */
    requestedAt: Timestamp;
    refundedAt: Timestamp;
    catalogVersion: number;
  }
>;

interface OverdraftFacts {
  readonly lotId: string;
  readonly amountMicros: bigint;
  /** What the account owes after it. */
  readonly overdrawnMicros: bigint;
  readonly after: Balances;
}

/** Credits that nobody granted: the account owes them. They are a lot, held by what they were drawn for. */
export type OverdraftDrawn = DomainEvent<
  'OverdraftDrawn',
  OverdraftFacts & { allowedMicros: bigint; drawnAt: Timestamp; catalogVersion: number }
>;

/** Drawn and not needed: owed no more. */
export type OverdraftReturned = DomainEvent<'OverdraftReturned', OverdraftFacts & { returnedAt: Timestamp }>;

/** A grant pays what is owed before anything else is done with it. */
export type OverdraftRepaid = DomainEvent<
  'OverdraftRepaid',
  {
    amountMicros: bigint;
    shares: ChargedShare[];
    overdrawnMicros: bigint;
    repaidAt: Timestamp;
    after: Balances;
  }
>;

export type CreditEvent =
  | LotVoided
  | LotBarred
  | LotRolledOver
  | CreditsDeducted
  | GenerationRefunded
  | OverdraftDrawn
  | OverdraftReturned
  | OverdraftRepaid;
