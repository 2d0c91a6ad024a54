import type { Timestamp } from '@ledgerline/kernel';
import type { AccountModel, Act } from './account-model';
import type { Part } from './model-limits';
import { least, Share } from './model-lots';
import {
  actionOf,
  Asked,
  costOf,
  limitOf,
  micros,
  ModelPrice,
  NO_BOUND,
  ownCostOf,
  priceOf,
  tierOf,
  unitsOf,
} from './model-policy';

/* What the model says an act costs, what it takes from limits, and where its credits come from. */

interface Terms {
  readonly price: ModelPrice;
  readonly asked: Asked;
  readonly cost: bigint;
  readonly ownCost: bigint | null;
}

/** What an act costs and takes, or why it cannot be told. */
export function termsOf(
  account: AccountModel,
  { action: name, model, asked: given }: Act,
  { isDone = false, toldCost = null }: { isDone?: boolean; toldCost?: bigint | null } = {},
): Terms | string {
  const action = actionOf(account.policy, name);
  if (!action && account.policy.document.unknownActions === 'refuse') return 'unknown-action';
  const by = model ?? action?.defaultSubtype ?? null;
  const price = priceOf(account.policy, action, by);
  if (!price) return 'unpriced-model';
  const bound = action?.price.kind === 'tokens' && !isDone ? action.price.bound : undefined;
  const asked = {
    quantity: given.quantity,
    inputTokens: given.inputTokens ?? bound?.inputTokens ?? null,
    outputTokens: given.outputTokens ?? bound?.outputTokens ?? null,
  };
  const ownCost = toldCost ?? ownCostOf(account.policy, by, asked);
  const measures = entriesOf(account, name).map(({ measure }) => measure);
  if (measures.includes('cost') && ownCost === null) return 'estimate-required';
  const counts = measures.includes('tokens');
  const needsInput = counts || price.perMillionInput > 0n;
  const needsOutput = counts || price.perMillionOutput > 0n;
  if ((needsInput && asked.inputTokens === null) || (needsOutput && asked.outputTokens === null)) {
    return 'estimate-required';
  }
  return { price, asked, cost: costOf(price, asked), ownCost };
}

/** What an act takes from each part of each limit; a string: the part that has no room for it. */
export function demandOf(
  account: AccountModel,
  { act, terms }: { act: Act; terms: Terms },
  now: Timestamp,
  what: 'running' | 'ended' = 'running',
): readonly (Part & { units: bigint })[] | string {
  const amounts = { credits: terms.cost, ownCost: terms.ownCost ?? 0n };
  // A slot is for what runs.
  const entries = entriesOf(account, act.action).filter(
    ({ kind }) => what === 'running' || kind !== 'concurrent',
  );
  const demands = entries.flatMap(({ name: limit, measure }) => {
    const units = unitsOf(measure, terms.asked, amounts);
    const whole = { limit, member: null, units };
    return act.actor === null ? [whole] : [whole, { limit, member: act.actor, units }];
  });
  const applying = demands.filter((demand) => account.limits.inForce(demand, now));
  const full = applying.find((demand) => {
    const { entry, value, enforced } = account.limits.inForce(demand, now)!;
    const { used, held } = account.limits.count(demand, entry.kind, now);
    return enforced && value !== NO_BOUND && demand.units > 0n && used + held + demand.units > value;
  });
  return full ? `limit-reached ${full.limit} of ${full.member}` : applying;
}

/** Credits for so much, the last of them drawn below zero where the tier allows it; undefined: too few. */
export function fund(
  account: AccountModel,
  cost: bigint,
  { id, now }: { id: string; now: Timestamp },
): readonly Share[] | undefined {
  const missing = cost - least(cost, account.lots.available(now));
  const allowed = tierOf(account.policy, account.holder.tier)?.overdraft ?? 'none';
  const most = allowed === 'none' ? 0n : allowed === 'unlimited' ? undefined : micros(allowed);
  if (missing > 0n && most !== undefined && account.lots.overdrawn() + missing > most) return undefined;
  const shares = account.lots.take(cost, now);
  if (missing === 0n) return shares;
  const since = { grantedAt: now, effectiveAt: now, expiresAt: null };
  const terms = { type: 'OVERDRAFT', priority: 1000, paid: null, rollover: null };
  const drawn = account.lots.add({ ...terms, ...since, id: `overdraft-${id}`, granted: missing });
  return [...shares, [drawn, missing]];
}

function entriesOf(account: AccountModel, name: string) {
  if (!account.policy.environment.trackingEnabled) return [];
  return (actionOf(account.policy, name)?.limits ?? []).map((limit) => limitOf(account.policy, limit)!);
}
