import { LimitKindName, Timestamp } from '@ledgerline/kernel';
import type { LimitMeasure } from '@ledgerline/contexts/catalog';
import { LimitHold } from '../domain/account-events';
import { LotOrigin } from './lot-origins';

/* Why something was decided as it was: plain words in `says`, the same as structure beside it. */

/** Why a generation, a recorded usage or any refused command came out as it did. */
export interface ActExplanation {
  readonly accountId: string;
  readonly id: string;
  readonly outcome: 'allowed' | 'refused' | 'no-effect';
  /** In the order one would tell it. */
  readonly says: readonly string[];
  readonly decided: Decided;
  readonly refusal: RefusalTold | null;
  /** Null where the act asked for no credits. */
  readonly credits: CreditsTold | null;
  readonly limits: readonly LimitTold[];
  /** What would have had to be otherwise; empty for what was allowed. */
  readonly wouldChange: readonly string[];
  /** The same request now; null for what is not asked for again. */
  readonly again: { readonly allowed: boolean; readonly says: string } | null;
  readonly history: readonly Step[];
  /** The end of the account's stream that all of this reflects. */
  readonly position: string;
}

export interface Decided {
  readonly at: Timestamp;
  readonly position: string;
  readonly command: string | null;
  readonly commandId: string | null;
  readonly actor: string | null;
  readonly action: string | null;
  /** Null: nothing near it in the stream names it. */
  readonly tier: string | null;
  readonly catalogVersion: number | null;
}

export interface RefusalTold {
  readonly reason: string;
  readonly sentence: string;
  readonly figures: Readonly<Record<string, unknown>>;
}

/** Credits as decimal texts. */
export interface CreditsTold {
  readonly price: string;
  readonly held: string;
  /** Null: not completed. */
  readonly charged: string | null;
  readonly shortfall: string | null;
  readonly refunded: string;
  readonly lots: readonly LotTold[];
}

export interface LotTold {
  readonly lotId: string;
  readonly held: string;
  readonly charged: string;
  readonly origin: LotOrigin;
}

/** A limit as it stood when it was decided. Units as callers read them. */
export interface LimitTold {
  readonly limit: string;
  readonly member: string | null;
  readonly kind: LimitKindName;
  readonly measure: LimitMeasure | null;
  readonly window: string | null;
  readonly requested: number | string;
  readonly usedBefore: number | string;
  readonly heldBefore: number | string;
  /** Null is unlimited. */
  readonly value: number | string | null;
  readonly source: LimitHold['source'];
  readonly enforced: boolean;
  /** The override in force then; null where none was, or it lies too far back. */
  readonly override: OverrideTold | null;
  readonly says: string;
}

export interface OverrideTold {
  readonly value: string;
  readonly until: Timestamp | null;
  readonly reason: string;
  readonly actor: string | null;
  readonly at: Timestamp;
  readonly position: string;
}

export interface Step {
  readonly event: string;
  readonly at: Timestamp;
  readonly position: string;
  readonly actor: string | null;
}
