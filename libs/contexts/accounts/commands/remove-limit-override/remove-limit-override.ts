import { accept, refuse } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountState } from '../../domain/account-state';
import { limitKey } from '../../domain/limit-windows';

export interface RemoveLimitOverride {
  readonly limit: string;
  readonly member: string | null;
  readonly reason: string;
}

/** The value of environment, plan or tier applies again; an override that has ended may be removed too. */
export function removeLimitOverride(
  { limit, member, reason }: RemoveLimitOverride,
  state: AccountState,
  { now, policy: catalog }: AccountContext,
): AccountDecision {
  const missing = unusable(state, 'existing');
  if (missing) return missing;
  if (!Object.hasOwn(state.overrides, limitKey(limit, member))) {
    return refuse('override-not-found', { limit, ...(member !== null && { member }) });
  }

  return accept({
    type: 'LimitOverrideRemoved',
    data: { limit, member, reason, removedAt: now, catalogVersion: catalog.version },
  });
}
