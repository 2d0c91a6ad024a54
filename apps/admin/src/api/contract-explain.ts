import type { Credits, Instant, Units } from './contract-values';

/* Why something came out as it did: plain words in `says`, the same as structure beside it. */

export interface ActExplanation {
  readonly accountId: string;
  readonly id: string;
  readonly outcome: 'allowed' | 'refused' | 'no-effect';
  readonly says: readonly string[];
  readonly decided: {
    readonly at: Instant;
    readonly position: string;
    readonly command: string | null;
    readonly commandId: string | null;
    readonly actor: string | null;
    readonly action: string | null;
    readonly tier: string | null;
    readonly catalogVersion: number | null;
  };
  readonly refusal: { readonly reason: string; readonly sentence: string } | null;
  readonly credits: CreditsTold | null;
  readonly limits: readonly LimitTold[];
  readonly wouldChange: readonly string[];
  readonly again: { readonly allowed: boolean; readonly says: string } | null;
  readonly history: readonly Step[];
  readonly position: string;
}

export interface CreditsTold {
  readonly price: string;
  readonly held: Credits;
  readonly charged: Credits | null;
  readonly shortfall: Credits | null;
  readonly refunded: Credits;
  readonly lots: readonly {
    readonly lotId: string;
    readonly held: Credits;
    readonly charged: Credits;
    readonly origin: LotOrigin;
  }[];
}

export interface LotOrigin {
  readonly lotId: string;
  readonly event: string | null;
  readonly position: string | null;
  readonly at: Instant | null;
  readonly creditType: string | null;
  readonly credits: Credits | null;
  readonly reference: string | null;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly expiresAt: Instant | null;
  readonly fromLotId: string | null;
  readonly says: string;
}

export interface LimitTold {
  readonly limit: string;
  readonly member: string | null;
  readonly requested: Units;
  readonly usedBefore: Units;
  readonly heldBefore: Units;
  readonly value: Units | null;
  readonly source: string;
  readonly enforced: boolean;
  readonly override: OverrideTold | null;
  readonly says: string;
}

export interface OverrideTold {
  readonly value: string;
  readonly until: Instant | null;
  readonly reason: string;
  readonly actor: string | null;
  readonly at: Instant;
  readonly position: string;
}

export interface Step {
  readonly event: string;
  readonly at: Instant;
  readonly position: string;
  readonly actor: string | null;
}

export interface LimitExplanation {
  readonly limit: string;
  readonly member: string | null;
  readonly says: readonly string[];
  readonly tier: string;
  readonly plan: string | null;
  readonly catalogVersion: number;
  readonly standing: { readonly source: string };
  readonly setBy: (Step & { readonly override: OverrideTold | null }) | null;
  readonly uses: readonly (Step & { readonly id: string | null; readonly units: Units })[];
  readonly olderUnits: Units;
  readonly holds: readonly {
    readonly generationId: string;
    readonly units: Units;
    readonly deadlineAt: Instant;
  }[];
  readonly wouldChange: readonly string[];
  readonly position: string;
}

export interface CreditsExplanation {
  readonly says: readonly string[];
  readonly tier: string;
  readonly catalogVersion: number;
  readonly lots: readonly {
    readonly lotId: string;
    readonly remaining: Credits;
    readonly held: Credits;
    readonly available: Credits;
    readonly effectiveAt: Instant;
    readonly expiresAt: Instant | null;
    readonly voidReason: string | null;
    readonly origin: LotOrigin;
  }[];
  readonly holds: readonly {
    readonly generationId: string;
    readonly held: Credits;
    readonly deadlineAt: Instant;
  }[];
  readonly moves: readonly (Step & {
    readonly credits: Credits;
    readonly lots: readonly { readonly lotId: string; readonly credits: Credits }[];
    readonly id: string | null;
  })[];
  readonly wouldChange: readonly string[];
  readonly position: string;
}
