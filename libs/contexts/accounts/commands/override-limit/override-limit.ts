import { accept, noEffect, parseCredits, refuse, Timestamp, UNLIMITED } from '@ledgerline/kernel';
import { LimitMeasure } from '@ledgerline/contexts/catalog';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountState } from '../../domain/account-state';
import { limitKey } from '../../domain/limit-windows';

export interface OverrideLimit {
  readonly limit: string;
  /** Whose part of the limit; null: the account as a whole. */
  readonly member: string | null;
  /** As the catalog writes values of this limit's measure; "-1" is unlimited. */
  readonly value: string;
  /** The first instant at which it applies no more; null: until it is removed. */
  readonly until: Timestamp | null;
  readonly reason: string;
}

/** A value of this account's own, before environment, plan and tier. What was used stays used. */
export function overrideLimit(
  command: OverrideLimit,
  state: AccountState,
  { now, policy: catalog }: AccountContext,
): AccountDecision {
  const missing = unusable(state, 'existing');
  if (missing) return missing;
  const { limit: name, member, until, reason } = command;
  const limit = catalog.limit(name);
  if (!limit) return refuse('unknown-limit', { limit: name });
  const value = limitValueOf(command.value, limit.measure);
  if (value === undefined) {
    return refuse('limit-value-invalid', { limit: name, measure: limit.measure, value: command.value });
  }
  if (until !== null && until <= now) return refuse('override-ends-in-the-past', { until, now });
  const key = limitKey(name, member);
  const standing = Object.hasOwn(state.overrides, key) ? state.overrides[key] : undefined;
  if (standing && standing.value === value && standing.until === until) return noEffect('override-in-force');

  return accept({
    type: 'LimitOverridden',
    data: { limit: name, member, value, until, reason, overriddenAt: now, catalogVersion: catalog.version },
  });
}

/** Undefined for what is no value of this measure. */
function limitValueOf(text: string, measure: LimitMeasure): bigint | undefined {
  if (text === '-1') return UNLIMITED;
  if (measure === 'count' || measure === 'tokens') {
    return /^\d{1,15}$/.test(text) ? BigInt(text) : undefined;
  }
  const micros = parseCredits(text);
  return micros !== undefined && micros >= 0n ? micros : undefined;
}
