import { accept, noEffect, refuse, UNLIMITED } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountState } from '../../domain/account-state';
import { LimitInForce, limitInForce, memberLimitInForce, unitsAsFigure } from '../../domain/limit-demand';
import { countLimit, limitKey, LimitCount } from '../../domain/limit-windows';

export interface MoveGauge {
  readonly limit: string;
  readonly member: string | null;
  readonly move: { readonly to: bigint } | { readonly by: bigint };
  readonly actorUserId: string | null;
  readonly reason: string | null;
}

/** What figures can tell exactly, outside as well. */
const GAUGE_MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** Sets how much there is, or moves it up or down. Going down is always allowed, from above the limit too. */
export function moveGauge(
  command: MoveGauge,
  state: AccountState,
  { now, policy: catalog }: AccountContext,
): AccountDecision {
  const missing = unusable(state, 'existing');
  if (missing) return missing;
  const { limit: name, member, move, actorUserId, reason } = command;
  const limit = catalog.limit(name);
  if (!limit) return refuse('unknown-limit', { limit: name });
  if (limit.kind.name !== 'gauge') {
    return refuse('limit-kind-mismatch', { limit: name, kind: limit.kind.name, expected: 'gauge' });
  }
  if (!catalog.environment.trackingEnabled) return noEffect('usage-tracking-disabled');
  const inForce = inForceFor(limit, member, state, now);
  const count = countLimit(state.windows, limitKey(name, member), limit.kind, now);
  const usedAfter = 'to' in move ? move.to : count.usedUnits + move.by;
  if (usedAfter < 0n) {
    return refuse('gauge-below-zero', { limit: name, current: Number(count.usedUnits) });
  }
  if (usedAfter > GAUGE_MAX) {
    return refuse('gauge-too-large', { limit: name, current: Number(count.usedUnits) });
  }
  if (usedAfter === count.usedUnits) return noEffect('gauge-stands-there');
  const exceeded = refusedBy(inForce, count, usedAfter);
  if (exceeded) return refuse('limit-reached', { ...exceeded, decidedAt: now, resetAt: null });

  return accept({
    type: 'GaugeMoved',
    data: {
      ...{ limit: name, limitKind: limit.kind.name, member, actorUserId, reason },
      window: limit.kind.windowOf(now, inForce.terms),
      usedBefore: count.usedUnits,
      usedAfter,
      limitValue: inForce.limitValue,
      source: inForce.source,
      enforced: inForce.enforced,
      movedAt: now,
      catalogVersion: catalog.version,
    },
  });
}

/** A member without a limit of its own is still counted: nothing bounds that part. */
function inForceFor(
  limit: LimitInForce['limit'],
  member: string | null,
  state: AccountState,
  now: string,
): LimitInForce {
  const whole = limitInForce(limit, state, now);
  if (member === null) return whole;
  return memberLimitInForce(limit, member, state, now) ?? { ...whole, member, limitValue: UNLIMITED };
}

function refusedBy(
  { limit, limitValue, enforced, source }: LimitInForce,
  count: LimitCount,
  usedAfter: bigint,
) {
  const { usedUnits, heldUnits } = count;
  const fits = limitValue === UNLIMITED || usedAfter <= usedUnits || usedAfter + heldUnits <= limitValue;
  if (!enforced || fits) return undefined;
  const figure = (units: bigint) => unitsAsFigure(limit.measure, units);
  return {
    limitType: limit.name,
    description: limit.description,
    kind: limit.kind.name,
    current: figure(usedUnits + heldUnits),
    requested: figure(usedAfter - usedUnits),
    limit: figure(limitValue),
    source,
  };
}
