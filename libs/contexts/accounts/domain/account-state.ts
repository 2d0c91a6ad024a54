import { Map as ImmutableMap } from 'immutable';
import { LimitKindName, Timestamp } from '@ledgerline/kernel';
import { CreditType, GenerationFacts, LimitHold, LotShare, PriceSnapshot, Usage } from './account-events';

/**
 * What the next decision needs, and nothing that only history is interested in: its size depends on what is
 * open, not on how much has happened.
 */
export interface AccountState {
  readonly status: 'missing' | 'open' | 'closed';
  readonly accountId: string;
  readonly tier: string;
  /** The newest catalog this account has decided under; it never decides under an older one. */
  readonly catalogVersion: number;
  /** Lots with anything unspent or held, in burn order. */
  readonly lots: readonly Lot[];
  readonly holds: ImmutableMap<string, Hold>;
  /** Never later than the earliest deadline of an open hold; null when none is open. A hint for settling. */
  readonly deadlineFloor: Timestamp | null;
  readonly windows: Readonly<Record<string, readonly LimitWindow[]>>;
  readonly balanceMicros: bigint;
  readonly heldMicros: bigint;
  /** UTC day of the last daily refill. */
  readonly refilledDay: string | null;
  /** Refusals recorded in one minute: what bounds the log against a caller that never gives up. */
  readonly refusals: { readonly minute: string; readonly count: number };
}

/** Credits from one grant. `remainingMicros` is unspent, the held part included. */
export interface Lot {
  readonly lotId: string;
  readonly creditType: CreditType;
  readonly priority: number;
  readonly grantedAt: Timestamp;
  readonly effectiveAt: Timestamp;
  readonly expiresAt: Timestamp | null;
  readonly remainingMicros: bigint;
  readonly heldMicros: bigint;
}

/** What a running generation has set aside. */
export interface Hold {
  readonly facts: GenerationFacts;
  readonly payloadHash: string;
  readonly estimate: Usage;
  readonly price: PriceSnapshot;
  readonly heldMicros: bigint;
  readonly lots: readonly LotShare[];
  readonly limits: readonly LimitHold[];
  readonly timeoutSeconds: number;
  readonly deadlineAt: Timestamp;
}

/** Units counted in one window of one limit. */
export interface LimitWindow {
  readonly window: string;
  readonly kind: LimitKindName;
  readonly usedUnits: bigint;
  readonly heldUnits: bigint;
}

export function initialAccount(): AccountState {
  return {
    status: 'missing',
    accountId: '',
    tier: '',
    catalogVersion: 0,
    lots: [],
    holds: ImmutableMap(),
    deadlineFloor: null,
    windows: {},
    balanceMicros: 0n,
    heldMicros: 0n,
    refilledDay: null,
    refusals: { minute: '', count: 0 },
  };
}
