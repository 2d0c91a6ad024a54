import { accept, minMicros, noEffect, refuse } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { UsageRemoved } from '../../domain/account-events';
import { AccountState } from '../../domain/account-state';
import { windowTerms } from '../../domain/limit-demand';
import { countLimit, limitKey } from '../../domain/limit-windows';

export interface RemoveUsage {
  readonly limit: string;
  /** Whose it was: it comes off their own part too, as far as it was counted there. */
  readonly member: string | null;
  readonly quantity: bigint;
  readonly actorUserId: string | null;
  readonly reason: string | null;
}

/** A thing that was counted for life is gone again: a deleted project makes room for another. */
export function removeUsage(
  command: RemoveUsage,
  state: AccountState,
  { now, policy: catalog }: AccountContext,
): AccountDecision {
  const missing = unusable(state, 'existing');
  if (missing) return missing;
  const { limit: name, member, quantity, actorUserId, reason } = command;
  const limit = catalog.limit(name);
  if (!limit) return refuse('unknown-limit', { limit: name });
  if (limit.kind.name !== 'lifetime') {
    return refuse('limit-kind-mismatch', { limit: name, kind: limit.kind.name, expected: 'lifetime' });
  }
  if (!catalog.environment.trackingEnabled) return noEffect('usage-tracking-disabled');
  const usedOf = (of: string | null) =>
    countLimit(state.windows, limitKey(name, of), limit.kind, now).usedUnits;
  const usedUnits = usedOf(null);
  if (quantity > usedUnits) {
    return refuse('nothing-to-remove', {
      limit: name,
      current: Number(usedUnits),
      requested: Number(quantity),
    });
  }

  const removed = (of: string | null, units: bigint): UsageRemoved => ({
    type: 'UsageRemoved',
    data: {
      ...{ limit: name, limitKind: limit.kind.name, member: of, actorUserId, reason },
      window: limit.kind.windowOf(now, windowTerms(limit, state)),
      usedBefore: usedOf(of),
      usedAfter: usedOf(of) - units,
      removedAt: now,
      catalogVersion: catalog.version,
    },
  });
  // A member's own part was not counted before there was one.
  const own = member === null ? 0n : minMicros(usedOf(member), quantity);
  return accept(removed(null, quantity), ...(own > 0n ? [removed(member, own)] : []));
}
