import { accept, noEffect, refuse } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountState } from '../../domain/account-state';
import { windowTerms } from '../../domain/limit-demand';
import { countLimit, limitKey } from '../../domain/limit-windows';

export interface RemoveUsage {
  readonly limit: string;
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
  const { usedUnits } = countLimit(state.windows, limitKey(name, member), limit.kind, now);
  if (quantity > usedUnits) {
    return refuse('nothing-to-remove', {
      limit: name,
      current: Number(usedUnits),
      requested: Number(quantity),
    });
  }

  return accept({
    type: 'UsageRemoved',
    data: {
      ...{ limit: name, limitKind: limit.kind.name, member, actorUserId, reason },
      window: limit.kind.windowOf(now, windowTerms(limit, state)),
      usedBefore: usedUnits,
      usedAfter: usedUnits - quantity,
      removedAt: now,
      catalogVersion: catalog.version,
    },
  });
}
