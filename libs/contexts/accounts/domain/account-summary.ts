import { formatCredits, LimitKindName, Timestamp, UNLIMITED } from '@ledgerline/kernel';
import { Catalog, LimitMeasure } from '@ledgerline/contexts/catalog';
import { LimitHold } from './account-events';
import { AccountState } from './account-state';
import { LimitInForce, limitInForce, unitsAsFigure } from './limit-demand';
import { countLimit, limitKey, resetOf } from './limit-windows';
import { owedMicros } from './lot-consequences';
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
  /** Drawn below zero and spent: owed until a grant repays it. */
  readonly overdrawn: string;
  /** Purchased credits whose money went back after they were spent: no grant pays them. */
  readonly owed: string;
  readonly limits: readonly LimitSummary[];
}

export interface LimitSummary {
  readonly limit: string;
  /** Whose own part of the limit; null: the account's as a whole. */
  readonly member: string | null;
  readonly description: string;
  readonly kind: LimitKindName;
  readonly measure: LimitMeasure;
  /** Counts and tokens are numbers, credits and cost (US dollars) decimal texts. */
  readonly used: number | string;
  readonly held: number | string;
  /** Null is unlimited. */
  readonly value: number | string | null;
  readonly remaining: number | string | null;
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
    overdrawn: formatCredits(owedMicros(state)),
    owed: formatCredits(state.refundsOwedMicros),
    limits: catalog.limits.map((limit) => limitSummary(limitInForce(limit, state, now), state, now)),
  };
}

/** A limit as it applies now, to the account as a whole or to one member's part. */
export function limitSummary(inForce: LimitInForce, state: AccountState, now: Timestamp): LimitSummary {
  const { limit, member, limitValue, source, enforced, terms } = inForce;
  const { kind, measure } = limit;
  const count = countLimit(state.windows, limitKey(limit.name, member), kind, now);
  const unlimited = limitValue === UNLIMITED;
  const left = limitValue - count.usedUnits - count.heldUnits;
  return {
    limit: limit.name,
    member,
    description: limit.description,
    kind: kind.name,
    measure,
    used: unitsAsFigure(measure, count.usedUnits),
    held: unitsAsFigure(measure, count.heldUnits),
    value: unlimited ? null : unitsAsFigure(measure, limitValue),
    remaining: unlimited ? null : unitsAsFigure(measure, left > 0n ? left : 0n),
    resetAt: resetOf(kind, { count, terms, limitValue, quantity: 1n, now }),
    lastReset: kind.startOf(kind.windowOf(now, terms)),
    source,
    enforced,
  };
}
