import { formatCredits, LimitKindName, Timestamp, UNLIMITED } from '@ledgerline/kernel';
import { Catalog, CatalogLimit } from '@ledgerline/contexts/catalog';
import { LimitHold } from './account-events';
import { AccountState } from './account-state';
import { countLimit, resetOf } from './limit-windows';
import { availableMicros, pendingMicros } from './lots';

/** What every command's answer says of the account as it stands. Credits are decimal strings. */
export interface AccountSummary {
  readonly accountId: string;
  readonly status: AccountState['status'];
  readonly tier: string;
  readonly balance: string;
  readonly available: string;
  readonly held: string;
  /** Granted, effective later. balance = available + held + pending. */
  readonly pending: string;
  readonly limits: readonly LimitSummary[];
}

export interface LimitSummary {
  readonly limit: string;
  readonly description: string;
  readonly kind: LimitKindName;
  readonly used: number;
  readonly held: number;
  /** Null is unlimited. */
  readonly value: number | null;
  readonly remaining: number | null;
  /** When one more fits (calendar: when the window ends); null where time changes nothing. */
  readonly resetAt: Timestamp | null;
  readonly lastReset: Timestamp | null;
  readonly source: LimitHold['source'];
  readonly enforced: boolean;
}

export function accountSummary(state: AccountState, catalog: Catalog, now: Timestamp): AccountSummary {
  return {
    accountId: state.accountId,
    status: state.status,
    tier: state.tier,
    balance: formatCredits(state.balanceMicros),
    available: formatCredits(availableMicros(state.lots, now)),
    held: formatCredits(state.heldMicros),
    pending: formatCredits(pendingMicros(state.lots, now)),
    limits: catalog.limits.map((limit) => limitSummary(limit, state, now)),
  };
}

function limitSummary(limit: CatalogLimit, state: AccountState, now: Timestamp): LimitSummary {
  const count = countLimit(state.windows, limit.name, limit.kind, now);
  const limitValue = limit.valueFor(state.tier);
  const unlimited = limitValue === UNLIMITED;
  const left = limitValue - count.usedUnits - count.heldUnits;
  return {
    limit: limit.name,
    description: limit.description,
    kind: limit.kind.name,
    used: Number(count.usedUnits),
    held: Number(count.heldUnits),
    value: unlimited ? null : Number(limitValue),
    remaining: unlimited ? null : Number(left > 0n ? left : 0n),
    resetAt: resetOf(limit.kind, { count, limitValue, quantity: 1n, now }),
    lastReset: limit.kind.startOf(limit.kind.windowOf(now)),
    source: 'tier',
    enforced: limit.active,
  };
}
