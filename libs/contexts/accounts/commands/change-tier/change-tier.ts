import { accept, BillingPeriod, noEffect, refuse } from '@ledgerline/kernel';
import { isDeepStrictEqual } from 'node:util';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountState } from '../../domain/account-state';

export interface ChangeTier {
  readonly tier: string;
  /** The plan whose own limit values come first; null: none. */
  readonly plan: string | null;
  /** What billing periods are counted from; null: calendar months. */
  readonly period: BillingPeriod | null;
  readonly reason: string;
}

/** From now on other values apply; what was used stays used, and what was granted stays granted. */
export function changeTier(
  command: ChangeTier,
  state: AccountState,
  { now, policy: catalog }: AccountContext,
): AccountDecision {
  const missing = unusable(state, 'open');
  if (missing) return missing;
  const { tier, plan, period, reason } = command;
  if (!catalog.tier(tier)) return refuse('unknown-tier', { tier });
  if (plan !== null && !catalog.plan(plan)) return refuse('unknown-plan', { plan });
  const stands = isDeepStrictEqual(
    { tier, plan, period },
    { tier: state.tier, plan: state.plan, period: state.period },
  );
  if (stands) return noEffect('tier-in-force');

  return accept({
    type: 'TierChanged',
    data: {
      ...{ fromTier: state.tier, fromPlan: state.plan, tier, plan, period, reason },
      ...{ changedAt: now, catalogVersion: catalog.version },
    },
  });
}
