import type { BillingPeriod, Timestamp } from '@ledgerline/kernel';
import { Charge, LotTerms, ModelLot, ModelLots, Share } from './model-lots';
import { Holder, ModelLimits, ModelUnits, Part } from './model-limits';
import { ModelCredits } from './model-credits';
import { ModelTakings } from './model-takings';
import { Asked, micros, ModelPolicy, ModelPrice, tierOf } from './model-policy';

/** What somebody wants to do, or has done. */
export interface Act {
  readonly action: string;
  readonly model: string | null;
  readonly actor: string | null;
  readonly asked: Asked;
}

export interface ModelGeneration extends Act {
  readonly id: string;
  readonly payload: string;
  readonly requestedAt: Timestamp;
  readonly price: ModelPrice;
  readonly shares: readonly Share[];
  readonly units: readonly ModelUnits[];
  readonly asked: Asked;
  deadlineAt: Timestamp;
  state: 'running' | 'completed' | 'failed' | 'cancelled' | 'expired';
  cost: bigint;
  charges: readonly Charge[];
  refunded: bigint;
}

export type GrantTerms = Omit<LotTerms, 'grantedAt'> & { readonly reference: string | null };

/**
 * What an account must do, in the plainest way: lists of everything that ever was, added up anew for each
 * question. It shares no line with the domain and is too slow for anything but being right. Each command
 * answers `accepted`, or why it was refused or changed nothing.
 */
export class AccountModel {
  readonly holder: Holder;
  readonly generations: ModelGeneration[] = [];
  readonly lots: ModelLots;
  readonly limits: ModelLimits;
  readonly credits: ModelCredits;
  readonly takings = new ModelTakings(this);
  /** Parts of limits that the last step has touched. */
  touched: Part[] = [];
  /** One list per external act: what it granted (or took: negative), by type and reference. */
  readonly acts: {
    type: string;
    reference: string;
    micros: bigint;
    of: string | null;
    lot: ModelLot | null;
  }[] = [];
  readonly barred: { type: string; reference: string }[] = [];
  closed = false;
  private readonly refills: { day: string; micros: bigint }[] = [];

  constructor(
    tier: string,
    public policy: ModelPolicy,
  ) {
    this.holder = { tier, plan: null, period: null };
    this.lots = new ModelLots(() =>
      this.generations.filter(({ state }) => state === 'running').flatMap(({ shares }) => shares),
    );
    this.limits = new ModelLimits(this.holder, () => this.policy);
    this.credits = new ModelCredits(this.lots, () =>
      this.policy.environment.creditsEnabled ? tierOf(this.policy, this.holder.tier)?.lowCredits : undefined,
    );
  }

  openWith(trial: bigint, now: Timestamp): void {
    const since = { grantedAt: now, effectiveAt: now, expiresAt: null };
    const terms = { type: 'TRIAL_GRANT', priority: 20, paid: null, rollover: null };
    this.lots.add({ ...terms, ...since, id: 'trial', granted: trial });
  }

  /** Time passes before every command. True: it changed something. */
  pass(now: Timestamp): boolean {
    const changed = this.passIdly(now);
    return this.refill(now) || changed;
  }

  /** The same as a sweep sees it: nothing is given. */
  passIdly(now: Timestamp): boolean {
    const due = [
      ...this.lots.all.map((lot) => ({ at: lot.expiresAt ?? '9999', fall: () => this.lots.end(lot, now) })),
      ...this.generations.map((job) => ({ at: job.deadlineAt, fall: () => this.expire(job) })),
    ];
    // What falls due at one instant: lots before jobs.
    const fallen = due
      .filter(({ at }) => at <= now)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      .map(({ fall }) => fall());
    const cleared = this.takings.clear(now);
    return fallen.includes(true) || cleared;
  }

  /** The next instant at which something ends. */
  nextDue(now: Timestamp): Timestamp | undefined {
    const instants = [
      ...this.lots.all.flatMap(({ expiresAt, effectiveAt }) => [expiresAt ?? '', effectiveAt]),
      ...this.generations.flatMap(({ state, deadlineAt }) => (state === 'running' ? [deadlineAt] : [])),
      ...this.limits.overrides.map(({ until }) => until ?? ''),
      ...this.limits.units.map(({ untilMs }) =>
        untilMs === Infinity ? '' : new Date(untilMs).toISOString(),
      ),
    ];
    return instants.filter((at) => at > now).sort()[0];
  }

  close(): string {
    if (this.closed) return 'already-closed';
    this.closed = true;
    return 'accepted';
  }

  reopen(): string {
    if (!this.closed) return 'already-open';
    this.closed = false;
    return 'accepted';
  }

  overrideLimit(part: Part, value: bigint, until: Timestamp | null, now: Timestamp): string {
    if (until !== null && until <= now) return 'override-ends-in-the-past';
    const standing = this.limits.override(part);
    if (standing?.value === value && standing.until === until) return 'override-in-force';
    this.limits.removeOverride(part);
    this.limits.overrides.push({ ...part, value, until });
    this.touched.push(part);
    return 'accepted';
  }

  removeOverride(part: Part): string {
    if (!this.limits.override(part)) return 'override-not-found';
    this.limits.removeOverride(part);
    this.touched.push(part);
    return 'accepted';
  }

  grant(terms: GrantTerms, now: Timestamp): string {
    if (this.closed) return 'account-closed';
    const { reference, expiresAt, effectiveAt, rollover } = terms;
    const before = this.actOf(terms.type, reference);
    if (before) return before.micros === terms.granted ? 'reference-already-granted' : 'reference-conflict';
    if (!this.policy.environment.creditsEnabled) return 'credits-disabled';
    if (expiresAt !== null && (expiresAt <= now || expiresAt <= effectiveAt)) {
      return 'grant-expires-before-effect';
    }
    if (rollover && expiresAt === null) return 'rollover-needs-expiry';
    const lot = this.lots.add({ ...terms, grantedAt: now });
    this.remember(terms.type, reference, { micros: terms.granted, of: null, lot });
    if (terms.type === 'PURCHASE') this.takings.arrived(reference);
    lot.isVoid = this.barred.some((bar) => bar.type === terms.type && bar.reference === reference);
    return 'accepted';
  }

  adjust(id: string, amount: bigint, reference: string | null, now: Timestamp): string {
    const before = this.actOf('ADMIN_ADJUSTMENT', reference);
    if (amount > 0n && !(before && before.micros < 0n)) {
      const lasting = { effectiveAt: now, expiresAt: null, rollover: null, paid: null };
      const terms = { id, type: 'ADMIN_ADJUSTMENT', priority: 40, granted: amount, reference };
      return this.grant({ ...terms, ...lasting }, now);
    }
    if (before) return before.micros === amount ? 'reference-already-granted' : 'reference-conflict';
    if (this.lots.available(now) < -amount) return 'insufficient-credits';
    for (const [lot, part] of this.lots.take(-amount, now)) this.lots.remove(lot, part, 'spent');
    this.remember('ADMIN_ADJUSTMENT', reference, { micros: amount, of: null, lot: null });
    return 'accepted';
  }

  changeTier(tier: string, plan: string | null, period: BillingPeriod | null): string {
    if (this.closed) return 'account-closed';
    if (!tierOf(this.policy, tier)) return 'unknown-tier';
    if (plan !== null && !this.policy.document.plans?.some(({ name }) => name === plan))
      return 'unknown-plan';
    const { holder } = this;
    const same = holder.period?.anchor === period?.anchor && holder.period?.months === period?.months;
    if (holder.tier === tier && holder.plan === plan && same) return 'tier-in-force';
    Object.assign(holder, { tier, plan, period });
    // Other values apply to whatever was ever counted.
    const names = this.policy.document.limits.map(({ name }) => ({ limit: name, member: null }));
    this.touched.push(...names, ...this.limits.units);
    return 'accepted';
  }

  actOf(type: string, reference: string | null) {
    if (reference === null) return undefined;
    return this.acts.find((act) => act.type === type && act.reference === reference);
  }

  remember(
    type: string,
    reference: string | null,
    act: Pick<AccountModel['acts'][number], 'micros' | 'of' | 'lot'>,
  ): void {
    if (reference !== null) this.acts.push({ type, reference, ...act });
  }

  private expire(job: ModelGeneration): boolean {
    if (job.state !== 'running') return false;
    job.state = 'expired';
    for (const units of job.units) units.held = 0n;
    this.touched.push(...job.units);
    this.takings.takeWaited();
    return true;
  }

  private refill(now: Timestamp): boolean {
    const day = now.slice(0, 10);
    const had = this.refills
      .filter((refill) => refill.day === day)
      .reduce((sum, { micros }) => sum + micros, 0n);
    const { creditsEnabled, dailyRefills } = this.policy.environment;
    const { tier } = this.holder;
    const cap = dailyRefills.get(tier) ?? micros(tierOf(this.policy, tier)?.dailyRefill ?? '0');
    if (this.closed || !creditsEnabled || cap <= had) return false;
    this.refills.push({ day, micros: cap - had });
    const midnight = new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString();
    const since = { grantedAt: now, effectiveAt: now, expiresAt: midnight };
    const terms = { type: 'DAILY_REFILL', priority: 10, paid: null, rollover: null };
    const id = had === 0n ? `refill-${day}` : `refill-${day}-above-${Number(had) / 1_000_000}`;
    this.lots.add({ ...terms, ...since, id, granted: cap - had });
    this.lots.clear(now);
    return true;
  }
}
