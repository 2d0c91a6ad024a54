import { Map as ImmutableMap } from 'immutable';
import { BillingPeriod, LimitKindName, Timestamp } from '@ledgerline/kernel';
import {
  CreditType,
  GenerationFacts,
  LimitHold,
  LotShare,
  PriceSnapshot,
  PurchaseAmount,
  Rollover,
  Usage,
} from './account-events';

/**
 * What the next decision needs, and nothing that only history is interested in: its size depends on what is
 * open, not on how much has happened.
 */
export interface AccountState {
  readonly status: 'missing' | 'open' | 'closed';
  readonly accountId: string;
  readonly tier: string;
  /** The plan whose own limit values come before its tier's; null: none. */
  readonly plan: string | null;
  /** What billing periods are counted from; null: calendar months. */
  readonly period: BillingPeriod | null;
  /** The newest catalog this account has decided under; it never decides under an older one. */
  readonly catalogVersion: number;
  /** Lots with anything unspent or held, in burn order. */
  readonly lots: readonly Lot[];
  readonly holds: ImmutableMap<string, Hold>;
  /** Never later than the earliest deadline of an open hold; null when none is open. A hint for settling. */
  readonly deadlineFloor: Timestamp | null;
  /** By limit key: the limit's name, a member's own part of it `<limit>@<member>`. */
  readonly windows: Readonly<Record<string, readonly LimitWindow[]>>;
  /** By limit key. */
  readonly overrides: Readonly<Record<string, LimitOverride>>;
  /** By limit key: which thresholds of its live windows stand crossed. */
  readonly crossings: Readonly<Record<string, readonly LimitCrossings[]>>;
  readonly balanceMicros: bigint;
  readonly heldMicros: bigint;
  /** Drawn below zero and neither returned nor repaid; its unspent part is still held. */
  readonly overdrawnMicros: bigint;
  /** Refunds of purchases that wait for what is held; by order. */
  readonly takeBacks: readonly PendingTakeBack[];
  /** Purchased credits whose money went back and that were not there any more: shown, and never collected. */
  readonly refundsOwedMicros: bigint;
  /** The level credits have fallen to, recorded once until a grant lifts them; null: none. */
  readonly creditsFell: CreditsFell | null;
  /** UTC day of the last daily refill, and what it came to. */
  readonly refilledDay: string | null;
  readonly refilledMicros: bigint;
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
  /** What was paid for the remaining credits; null where nothing was. */
  readonly cost: PurchaseAmount | null;
  /** Why it is void: what its holds return is taken back; null: it is not. */
  readonly voidReason: string | null;
  readonly rollover: Rollover | null;
}

/** Held when its purchase was refunded: taken, or owed, as holds resolve. Meanwhile none of it is free. */
export interface PendingTakeBack {
  readonly orderId: string;
  /** The lot that the order granted. */
  readonly lotId: string;
  readonly amountMicros: bigint;
}

/** A value of this account's own, for as long as it applies. */
export interface LimitOverride {
  readonly value: bigint;
  readonly until: Timestamp | null;
}

/** Thresholds of one window, as the catalog spells them. */
export interface LimitCrossings {
  readonly window: string;
  readonly crossed: readonly string[];
  /** Crossed and recovered in this window: neither is recorded again. */
  readonly recovered: readonly string[];
}

export interface CreditsFell {
  readonly level: 'low' | 'exhausted';
  readonly at: Timestamp;
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
    plan: null,
    period: null,
    catalogVersion: 0,
    lots: [],
    holds: ImmutableMap(),
    deadlineFloor: null,
    windows: {},
    overrides: {},
    crossings: {},
    balanceMicros: 0n,
    heldMicros: 0n,
    overdrawnMicros: 0n,
    takeBacks: [],
    refundsOwedMicros: 0n,
    creditsFell: null,
    refilledDay: null,
    refilledMicros: 0n,
    refusals: { minute: '', count: 0 },
  };
}
