import { epochMsOf, limitKinds, minMicros, Timestamp } from '@ledgerline/kernel';
import { costMicros } from '@ledgerline/contexts/catalog';
import {
  Balances,
  CompletionFacts,
  GenerationFacts,
  LimitHold,
  LimitSettlement,
  LotShare,
  PriceSnapshot,
  Usage,
} from './account-events';
import { AccountState, Hold } from './account-state';
import { mergeShares, splitShares, sumShares, takeAvailable } from './lots';

/** Everything a hold set aside goes back where it came from: to the very lots, windows and slot. */
export function releaseOf(
  state: AccountState,
  hold: Hold,
  now: Timestamp,
): GenerationFacts & {
  heldMicros: bigint;
  returned: LotShare[];
  limits: LimitSettlement[];
  durationMs: number;
  after: Balances;
} {
  return {
    ...hold.facts,
    heldMicros: hold.heldMicros,
    returned: [...hold.lots],
    limits: hold.limits.map((limit) => settlementOf(limit, { heldUnits: limit.units, usedUnits: 0n })),
    durationMs: durationMs(hold.facts, now),
    after: { balanceMicros: state.balanceMicros, heldMicros: state.heldMicros - hold.heldMicros },
  };
}

/** What the caller reports of a finished job. */
export interface CompletionReport {
  readonly outputUri: string | null;
  readonly scene: string | null;
  /** Missing figures are those of the estimate. */
  readonly usage: { quantity: number | null; inputTokens: number | null; outputTokens: number | null };
  readonly processingMs: number | null;
  readonly attributes: CompletionFacts['attributes'];
  readonly virtualCostUsdMicros: bigint | null;
}

/**
 * The cost of the actual usage at the request's price, paid from the hold first, then from what is available.
 */
export function settlementOfHold(
  state: AccountState,
  hold: Hold,
  report: CompletionReport,
  now: Timestamp,
): GenerationFacts & CompletionFacts & { heldMicros: bigint; held: LotShare[]; returned: LotShare[] } {
  const usage = usageOf(report, hold.estimate);
  const cost = costMicros(hold.price, usage);
  const { taken, rest } = splitShares(hold.lots, minMicros(cost, hold.heldMicros));
  const extra = cost > hold.heldMicros ? takeAvailable(state.lots, cost - hold.heldMicros, now) : [];
  const charged = extra.length > 0 ? mergeShares(taken, extra) : taken;
  return {
    ...completionOf({ facts: hold.facts, report, usage, cost, charged, now }),
    limits: hold.limits.map((limit) =>
      settlementOf(limit, { heldUnits: limit.units, usedUnits: unitsOf(limit, usage) }),
    ),
    heldMicros: hold.heldMicros,
    held: [...hold.lots],
    returned: rest,
    after: {
      balanceMicros: state.balanceMicros - sumShares(charged),
      heldMicros: state.heldMicros - hold.heldMicros,
    },
  };
}

/** The same after the hold was given back: paid from what is available, counted in the request's windows. */
export function lateSettlement(
  state: AccountState,
  requested: { facts: GenerationFacts; estimate: Usage; price: PriceSnapshot; limits: readonly LimitHold[] },
  report: CompletionReport,
  now: Timestamp,
): GenerationFacts & CompletionFacts {
  const usage = usageOf(report, requested.estimate);
  const cost = costMicros(requested.price, usage);
  const charged = [...takeAvailable(state.lots, cost, now)];
  return {
    ...completionOf({ facts: requested.facts, report, usage, cost, charged, now }),
    limits: requested.limits.map((limit) =>
      settlementOf(limit, { heldUnits: 0n, usedUnits: unitsOf(limit, usage) }),
    ),
    after: { balanceMicros: state.balanceMicros - sumShares(charged), heldMicros: state.heldMicros },
  };
}

export function usageOf(report: Pick<CompletionReport, 'usage'>, estimate: Usage): Usage {
  return {
    quantity: report.usage.quantity ?? estimate.quantity,
    inputTokens: report.usage.inputTokens ?? estimate.inputTokens,
    outputTokens: report.usage.outputTokens ?? estimate.outputTokens,
  };
}

/** What a usage adds to a limit, by what the limit measures. */
export function measuredUnits(measure: LimitHold['measure'], usage: Usage): bigint {
  if (measure === 'count') return BigInt(usage.quantity);
  return BigInt((usage.inputTokens ?? 0) + (usage.outputTokens ?? 0));
}

function completionOf(given: {
  facts: GenerationFacts;
  report: CompletionReport;
  usage: Usage;
  cost: bigint;
  charged: LotShare[];
  now: Timestamp;
}): Omit<GenerationFacts & CompletionFacts, 'limits' | 'after'> {
  const { facts, report, usage, cost, charged, now } = given;
  const chargedMicros = sumShares(charged);
  return {
    ...facts,
    scene: report.scene ?? facts.scene,
    outputUri: report.outputUri,
    usage,
    processingMs: report.processingMs,
    attributes: report.attributes,
    virtualCostUsdMicros: report.virtualCostUsdMicros,
    costMicros: cost,
    chargedMicros,
    shortfallMicros: cost - chargedMicros,
    charged,
    completedAt: now,
    durationMs: durationMs(facts, now),
  };
}

function unitsOf(limit: LimitHold, usage: Usage): bigint {
  return limitKinds[limit.limitKind].endsWithHold ? 0n : measuredUnits(limit.measure, usage);
}

function settlementOf(
  { limit, limitKind, window }: LimitHold,
  units: { heldUnits: bigint; usedUnits: bigint },
): LimitSettlement {
  return { limit, limitKind, window, ...units };
}

function durationMs({ requestedAt }: GenerationFacts, now: Timestamp): number {
  return epochMsOf(now) - epochMsOf(requestedAt);
}
