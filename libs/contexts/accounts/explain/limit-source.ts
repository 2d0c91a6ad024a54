import { formatCredits, UNLIMITED } from '@ledgerline/kernel';
import type { LimitMeasure } from '@ledgerline/contexts/catalog';
import { AccountState } from '../domain/account-state';
import { LimitInForce } from '../domain/limit-demand';
import { Seen } from './account-log';
import { OverrideTold, Step } from './explanation';

/** The event that set the value in force: of an override its own, else what chose the tier and plan. */
export function sourceEventOf(
  newestFirst: readonly Seen[],
  inForce: Pick<LimitInForce, 'limit' | 'member' | 'source'>,
  state: AccountState,
): (Step & { readonly override: OverrideTold | null }) | null {
  if (inForce.source === 'environment') return null;
  const found = newestFirst.find((one) => setsValue(one, inForce, state));
  if (!found) return null;
  const { event, at, position, actor } = found;
  const override = overrideIn(found, inForce.limit.measure);
  return { event: event.type, at, position, actor, override };
}

/** Whether this event set the value in force: what an explanation looks back for. */
export function setsValue(
  { event }: Seen,
  { limit, member, source }: Pick<LimitInForce, 'limit' | 'member' | 'source'>,
  state: Pick<AccountState, 'tier'>,
): boolean {
  if (source === 'override') {
    return (
      event.type === 'LimitOverridden' && event.data.limit === limit.name && event.data.member === member
    );
  }
  return (event.type === 'TierChanged' || event.type === 'AccountOpened') && event.data.tier === state.tier;
}

export function overrideIn(seen: Seen, measure: LimitMeasure | undefined): OverrideTold | null {
  if (seen.event.type !== 'LimitOverridden') return null;
  const { value, until, reason } = seen.event.data;
  const inMillionths = measure === 'credits' || measure === 'cost';
  const told = value === UNLIMITED ? '-1' : inMillionths ? formatCredits(value) : String(value);
  return { value: told, until, reason, actor: seen.actor, at: seen.at, position: seen.position };
}
