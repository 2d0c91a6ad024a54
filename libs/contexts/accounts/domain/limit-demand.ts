import { formatCredits, refuse, Refusal, Timestamp, UNLIMITED, WindowTerms } from '@ledgerline/kernel';
import { Catalog, CatalogLimit, LimitMeasure } from '@ledgerline/contexts/catalog';
import { LimitHold } from './account-events';
import { AccountState } from './account-state';
import { countLimit, limitKey, resetOf } from './limit-windows';

/** A limit as it applies to an account, or to a member's own part of it, at an instant. */
export interface LimitInForce {
  readonly limit: CatalogLimit;
  readonly member: string | null;
  /** In units of the limit's measure; -1 is unlimited. */
  readonly limitValue: bigint;
  readonly source: LimitHold['source'];
  readonly enforced: boolean;
  readonly terms: WindowTerms;
}

/** What is asked of the limits. */
export interface Demand {
  readonly actorUserId: string | null;
  /** How many units of a limit are asked for, in its measure. */
  unitsOf(measure: LimitMeasure): bigint;
}

/** The value in force for the account as a whole: an override, else environment, plan, tier. */
export function limitInForce(limit: CatalogLimit, state: AccountState, now: Timestamp): LimitInForce {
  const override = overrideOf(state, limitKey(limit.name, null), now);
  const { value, source } = limit.valueFor(state);
  return {
    limit,
    member: null,
    limitValue: override ?? value,
    source: override === undefined ? source : 'override',
    enforced: limit.enforced,
    terms: windowTerms(limit, state),
  };
}

/** The value in force for one member; undefined: members have no limit of their own here. */
export function memberLimitInForce(
  limit: CatalogLimit,
  member: string,
  state: AccountState,
  now: Timestamp,
): LimitInForce | undefined {
  const override = overrideOf(state, limitKey(limit.name, member), now);
  const limitValue = override ?? limit.memberValueFor(state);
  if (limitValue === undefined) return undefined;
  return {
    limit,
    member,
    limitValue,
    source: override === undefined ? 'tier' : 'override',
    enforced: limit.enforced,
    terms: windowTerms(limit, state),
  };
}

/** What a demand takes from every limit: from the account's as a whole, and from the acting member's own. */
export function limitHolds(
  limits: readonly CatalogLimit[],
  demand: Demand,
  { state, now }: { state: AccountState; now: Timestamp },
): readonly LimitHold[] {
  return limits.flatMap((limit) => {
    const whole = limitInForce(limit, state, now);
    const own =
      demand.actorUserId === null ? undefined : memberLimitInForce(limit, demand.actorUserId, state, now);
    return (own ? [whole, own] : [whole]).map((inForce) => holdOf(inForce, demand, state, now));
  });
}

/** A limit fits when used + held + quantity ≤ limit; the first that does not refuses. */
export function firstExceeded(
  holds: readonly LimitHold[],
  catalog: Catalog,
  { state, now }: { state: AccountState; now: Timestamp },
): Refusal<'limit-reached'> | undefined {
  const exceeded = holds.find(
    ({ enforced, limitValue, usedBefore, heldBefore, units }) =>
      enforced && limitValue !== UNLIMITED && units > 0n && usedBefore + heldBefore + units > limitValue,
  );
  if (!exceeded) return undefined;
  const limit = catalog.limit(exceeded.limit)!;
  const { limitValue, units, member, measure } = exceeded;
  const count = countLimit(state.windows, limitKey(limit.name, member), limit.kind, now);
  const terms = windowTerms(limit, state);
  // More than the whole limit never fits, however long one waits.
  const resetAt =
    units > limitValue ? null : resetOf(limit.kind, { count, terms, limitValue, quantity: units, now });
  return refuse('limit-reached', {
    limitType: limit.name,
    description: limit.description,
    kind: limit.kind.name,
    current: unitsAsFigure(measure, exceeded.usedBefore + exceeded.heldBefore),
    requested: unitsAsFigure(measure, units),
    limit: unitsAsFigure(measure, limitValue),
    source: exceeded.source,
    ...(member !== null && { member }),
    decidedAt: now,
    resetAt,
  });
}

export function windowTerms({ durationSeconds }: CatalogLimit, { period }: AccountState): WindowTerms {
  return { durationSeconds, period };
}

/** Units as callers read them: counts and tokens as numbers, credits and cost as decimal texts. */
export function unitsAsFigure(measure: LimitMeasure, units: bigint): number | string {
  return measure === 'count' || measure === 'tokens' ? Number(units) : formatCredits(units);
}

function overrideOf({ overrides }: AccountState, key: string, now: Timestamp): bigint | undefined {
  const override = Object.hasOwn(overrides, key) ? overrides[key] : undefined;
  return override && (override.until === null || override.until > now) ? override.value : undefined;
}

function holdOf(inForce: LimitInForce, demand: Demand, state: AccountState, now: Timestamp): LimitHold {
  const { limit, member, limitValue, source, enforced, terms } = inForce;
  const count = countLimit(state.windows, limitKey(limit.name, member), limit.kind, now);
  return {
    limit: limit.name,
    limitKind: limit.kind.name,
    member,
    measure: limit.measure,
    window: limit.kind.windowOf(now, terms),
    units: demand.unitsOf(limit.measure),
    limitValue,
    source,
    enforced,
    usedBefore: count.usedUnits,
    heldBefore: count.heldUnits,
  };
}
