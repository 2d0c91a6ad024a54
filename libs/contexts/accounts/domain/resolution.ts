import { epochMsOf, limitKinds, minMicros, Timestamp } from '@ledgerline/kernel';
import { costMicros, LimitMeasure } from '@ledgerline/contexts/catalog';
import {
  Balances,
  ChargedShare,
  CompletionFacts,
  GenerationFacts,
  LimitHold,
  LimitSettlement,
  LotShare,
  PriceSnapshot,
  Usage,
} from './account-events';
import { AccountState, Hold } from './account-state';
import { chargedShares, mergeShares, splitShares, sumShares, takeAvailable } from './lots';

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
  const measured = { usage, creditMicros: cost, providerMicros: report.virtualCostUsdMicros };
  const { taken, rest } = splitShares(hold.lots, minMicros(cost, hold.heldMicros));
  const extra = cost > hold.heldMicros ? takeAvailable(state.lots, cost - hold.heldMicros, now) : [];
  const charged = chargedShares(state.lots, extra.length > 0 ? mergeShares(taken, extra) : taken);
  return {
    ...completionOf({ facts: hold.facts, report, usage, cost, charged, now }),
    limits: hold.limits.map((limit) =>
      settlementOf(limit, { heldUnits: limit.units, usedUnits: usedUnits(limit, measured) }),
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
  const measured = { usage, creditMicros: cost, providerMicros: report.virtualCostUsdMicros };
  const charged = chargedShares(state.lots, takeAvailable(state.lots, cost, now));
  return {
    ...completionOf({ facts: requested.facts, report, usage, cost, charged, now }),
    limits: requested.limits.map((limit) =>
      settlementOf(limit, { heldUnits: 0n, usedUnits: usedUnits(limit, measured) }),
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

/** What one act came to, or is estimated to come to, in everything a limit may measure. */
export interface Measured {
  readonly usage: Usage;
  /** Its price in micro-credits. */
  readonly creditMicros: bigint;
  /** What it costs us, in millionths of a US dollar; null where nobody knows. */
  readonly providerMicros: bigint | null;
}

export function measuredUnits(measure: LimitMeasure, { usage, creditMicros, providerMicros }: Measured) {
  if (measure === 'count') return BigInt(usage.quantity);
  if (measure === 'tokens') return BigInt((usage.inputTokens ?? 0) + (usage.outputTokens ?? 0));
  return measure === 'credits' ? creditMicros : (providerMicros ?? 0n);
}

function completionOf(given: {
  facts: GenerationFacts;
  report: CompletionReport;
  usage: Usage;
  cost: bigint;
  charged: ChargedShare[];
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

/** What stays used of a hold's units. Where nobody knows what the job cost us, its upper bound stands. */
function usedUnits(limit: LimitHold, measured: Measured): bigint {
  if (limitKinds[limit.limitKind].endsWithHold) return 0n;
  if (limit.measure === 'cost' && measured.providerMicros === null) return limit.units;
  return measuredUnits(limit.measure, measured);
}

function settlementOf(
  { limit, limitKind, member, window }: LimitHold,
  units: { heldUnits: bigint; usedUnits: bigint },
): LimitSettlement {
  return { limit, limitKind, member, window, ...units };
}

function durationMs({ requestedAt }: GenerationFacts, now: Timestamp): number {
  return epochMsOf(now) - epochMsOf(requestedAt);
}
