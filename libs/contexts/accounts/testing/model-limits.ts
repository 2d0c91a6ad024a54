import type { LimitEntry } from '@ledgerline/contexts/catalog';
import type { BillingPeriod, Timestamp } from '@ledgerline/kernel';
import { asUnits, limitOf, ModelPolicy, NO_BOUND, valueOf } from './model-policy';
import { windowAt } from './model-windows';

/** Whose part of which limit. */
export interface Part {
  readonly limit: string;
  readonly member: string | null;
}

/** Units that were asked for at an instant, held first, then used. */
export interface ModelUnits extends Part {
  readonly kind: LimitEntry['kind'];
  readonly measure: LimitEntry['measure'];
  readonly untilMs: number;
  /** What was held of them at first. */
  readonly asked: bigint;
  held: bigint;
  used: bigint;
}

export interface Holder {
  tier: string;
  plan: string | null;
  period: BillingPeriod | null;
}

/** What is in force for one part of a limit. */
export interface InForce extends Part {
  readonly entry: LimitEntry;
  readonly value: bigint;
  readonly source: string;
  readonly enforced: boolean;
}

interface Fact extends Part {
  readonly threshold: string;
  readonly window: string;
  readonly isCrossing: boolean;
}

const REARMED_BY_FALLING = ['rolling', 'lifetime', 'gauge', 'concurrent'];

/** Every unit ever taken and every crossing ever recorded. */
export class ModelLimits {
  readonly units: ModelUnits[] = [];
  readonly overrides: (Part & { readonly value: bigint; readonly until: Timestamp | null })[] = [];
  private readonly facts: Fact[] = [];

  constructor(
    private readonly holder: Holder,
    private readonly policy: () => ModelPolicy,
  ) {}

  take({ limit, member }: Part, at: Timestamp, amounts: { held: bigint; used: bigint }): ModelUnits {
    const entry = limitOf(this.policy(), limit)!;
    const { untilMs } = windowAt(at, { ...entry, period: this.holder.period });
    const { kind, measure } = entry;
    const taken = { limit, member, kind, measure, untilMs, asked: amounts.held, ...amounts };
    this.units.push(taken);
    return taken;
  }

  count(part: Part, kind: LimitEntry['kind'], now: Timestamp): { used: bigint; held: bigint } {
    const nowMs = Date.parse(now);
    const count = { used: 0n, held: 0n };
    for (const units of this.units) {
      if (units.untilMs <= nowMs || units.kind !== kind || !isSame(units, part)) continue;
      count.used += units.used;
      count.held += units.held;
    }
    return count;
  }

  override(part: Part): ModelLimits['overrides'][number] | undefined {
    return this.overrides.findLast((override) => isSame(override, part));
  }

  removeOverride(part: Part): void {
    const kept = this.overrides.filter((override) => !isSame(override, part));
    this.overrides.splice(0, this.overrides.length, ...kept);
  }

  /** Undefined: the catalog has no such limit, or members have no part of their own in it. */
  inForce(part: Part, now: Timestamp): InForce | undefined {
    const policy = this.policy();
    const entry = limitOf(policy, part.limit);
    if (!entry) return undefined;
    const isHard = entry.enforcement !== 'soft' && entry.active && policy.environment.limitsEnforced;
    const own = this.override(part);
    if (own && (own.until === null || own.until > now)) {
      return { ...part, entry, value: own.value, source: 'override', enforced: isHard };
    }
    if (part.member === null)
      return { ...part, entry, ...valueOf(policy, entry, this.holder), enforced: isHard };
    const each = entry.memberValues?.[this.holder.tier];
    if (each === undefined) return undefined;
    return { ...part, entry, value: asUnits(entry.measure, each), source: 'tier', enforced: isHard };
  }

  /** What thresholds of these parts are crossed or recovered now, and not recorded so: recorded herewith. */
  crossings(parts: readonly Part[], now: Timestamp): readonly string[] {
    const distinct = new Map(parts.map((part) => [`${part.limit} ${part.member}`, part]));
    return [...distinct.values()].flatMap((part) => {
      const inForce = this.inForce(part, now);
      return inForce?.entry.active ? this.crossed(inForce, now) : [];
    });
  }

  private crossed({ limit, member, entry, value }: InForce, now: Timestamp): readonly string[] {
    const rearms = REARMED_BY_FALLING.includes(entry.kind);
    const window = rearms ? 'any' : windowAt(now, { ...entry, period: this.holder.period }).name;
    const { used, held } = this.count({ limit, member }, entry.kind, now);
    return thresholdsOf(entry, value).flatMap(({ threshold, at }) => {
      const told = this.facts.filter(
        (fact) => isSame(fact, { limit, member }) && fact.window === window && fact.threshold === threshold,
      );
      const isStanding = told.at(-1)?.isCrossing ?? false;
      const tenMargins = rearms ? (value === NO_BOUND ? at : value) : 0n;
      const crosses = !isStanding && used + held >= at && (rearms || told.length === 0);
      const recovers = isStanding && used + held < at && 10n * (used + held) <= 10n * at - tenMargins;
      if (!crosses && !recovers) return [];
      this.facts.push({ limit, member, threshold, window, isCrossing: crosses });
      const what = crosses ? 'crossed' : 'recovered';
      return [`${limit} of ${member} ${threshold}=${at} ${what} at ${used}+${held} of ${value}`];
    });
  }
}

export function isSame(a: Part, b: Part): boolean {
  return a.limit === b.limit && a.member === b.member;
}

function thresholdsOf({ thresholds = [], kind, measure }: LimitEntry, value: bigint) {
  const whole = kind === 'concurrent' ? [] : ['limit'];
  return [...thresholds, ...whole]
    .filter((threshold) => value > 0n || !(threshold === 'limit' || threshold.endsWith('%')))
    .map((threshold) => {
      if (threshold === 'limit') return { threshold, at: value };
      if (!threshold.endsWith('%')) return { threshold, at: asUnits(measure, threshold) };
      const hundredfold = value * BigInt(threshold.slice(0, -1));
      return { threshold, at: hundredfold / 100n + (hundredfold % 100n === 0n ? 0n : 1n) };
    });
}
