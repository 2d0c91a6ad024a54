import type { Timestamp } from '@ledgerline/kernel';
import type { AccountModel, Act, ModelGeneration } from './account-model';
import { least, ModelLot, Share } from './model-lots';
import { demandOf, fund, termsOf } from './model-acts';
import { Part } from './model-limits';
import { actionOf, Asked, costOf, limitOf, NO_BOUND, ownCostOf, unitsOf } from './model-policy';

const DAY_MS = 86_400_000;

/** What the model says of generations and recorded usage. */
export class ModelJobs {
  constructor(private readonly account: AccountModel) {}

  request(
    asking: Act & {
      readonly id: string;
      readonly payload: string;
      readonly timeoutSeconds: number;
      readonly drawnAs: string;
    },
    now: Timestamp,
  ): string {
    const { drawnAs, timeoutSeconds, ...act } = asking;
    const { account } = this;
    if (account.closed) return 'account-closed';
    const before = account.generations.find(({ id }) => id === act.id);
    if (before) {
      return before.payload === act.payload ? 'generation-already-requested' : 'generation-already-exists';
    }
    const terms = termsOf(account, act);
    if (typeof terms === 'string') return terms;
    const demand = demandOf(account, { act, terms }, now);
    if (typeof demand === 'string') return demand;
    const shares = fund(account, terms.cost, { id: drawnAs, now });
    if (!shares) return 'insufficient-credits';
    const units = demand.map((part) => account.limits.take(part, now, { held: part.units, used: 0n }));
    account.touched.push(...units);
    account.generations.push({
      ...act,
      ...{ price: terms.price, asked: terms.asked, shares, units, requestedAt: now },
      model: act.model ?? actionOf(account.policy, act.action)?.defaultSubtype ?? null,
      deadlineAt: after(now, timeoutSeconds * 1000),
      ...{ state: 'running', cost: 0n, charges: [], refunded: 0n },
    });
    return 'accepted';
  }

  complete(
    job: ModelGeneration,
    report: Partial<Asked>,
    { toldCost, now }: { toldCost: bigint | null; now: Timestamp },
  ): string {
    const { lots } = this.account;
    const actual = { ...job.asked, ...defined(report) };
    const cost = costOf(job.price, actual);
    if (job.state === 'completed') {
      return job.cost === cost ? 'already-resolved-so' : 'generation-already-resolved';
    }
    if (job.state === 'failed' || job.state === 'cancelled') return 'generation-already-resolved';
    const isLate = job.state === 'expired';
    if (isLate && now > after(job.deadlineAt, 7 * DAY_MS)) return 'generation-expired';
    const paid = isLate ? [] : firstOf(job.shares, cost);
    const beyond = cost - paid.reduce((sum, [, micros]) => sum + micros, 0n);
    const extra = lots.take(beyond, now);
    job.state = 'completed';
    job.cost = cost;
    job.charges = merged([...paid, ...extra]).map(([lot, micros]) => lots.remove(lot, micros, 'spent'));
    this.count(job, actual, toldCost);
    return 'accepted';
  }

  end(job: ModelGeneration, how: 'failed' | 'cancelled'): string {
    if (job.state === how || job.state === 'expired') return 'already-resolved-so';
    if (job.state !== 'running') return 'generation-already-resolved';
    job.state = how;
    for (const units of job.units) units.held = 0n;
    this.account.touched.push(...job.units);
    return 'accepted';
  }

  extend(job: ModelGeneration, seconds: number, now: Timestamp): string {
    if (this.account.closed) return 'account-closed';
    if (job.state !== 'running') return 'generation-already-resolved';
    const deadlineAt = after(now, seconds * 1000);
    if (deadlineAt > after(job.requestedAt, DAY_MS)) return 'deadline-too-far';
    if (deadlineAt <= job.deadlineAt) return 'deadline-not-later';
    job.deadlineAt = deadlineAt;
    return 'accepted';
  }

  /** Something done already; only what succeeded counts. */
  record(
    act: Act & { readonly status: string; readonly toldCost: bigint | null; readonly drawnAs: string },
    now: Timestamp,
  ): string {
    const { account } = this;
    const { toldCost, drawnAs } = act;
    if (account.closed) return 'account-closed';
    if (!account.policy.environment.trackingEnabled) return 'usage-tracking-disabled';
    if (act.status !== 'success') return 'accepted';
    const terms = termsOf(account, act, { isDone: true, toldCost });
    if (typeof terms === 'string') return terms;
    const demand = demandOf(account, { act, terms }, now, 'ended');
    if (typeof demand === 'string') return demand;
    const shares = fund(account, terms.cost, { id: drawnAs, now });
    if (!shares) return 'insufficient-credits';
    for (const [lot, micros] of shares) account.lots.remove(lot, micros, 'spent');
    const units = demand.map((part) => account.limits.take(part, now, { held: 0n, used: part.units }));
    account.touched.push(...units);
    return 'accepted';
  }

  refund(
    asked: {
      readonly id: string;
      readonly job: string;
      readonly micros: bigint | null;
      readonly reference: string;
    },
    now: Timestamp,
  ): string {
    const { account } = this;
    if (account.closed) return 'account-closed';
    const done = account.acts.filter(
      ({ type, reference }) => type === 'REFUND' && reference === asked.reference,
    );
    if (done.length > 0) {
      const whole = done.reduce((sum, { micros }) => sum + micros, 0n);
      const same = done.every(({ of }) => of === asked.job) && (asked.micros ?? whole) === whole;
      return same ? 'reference-already-granted' : 'reference-conflict';
    }
    if (account.takings.refunds.some(({ reference }) => reference === asked.reference)) {
      return 'reference-conflict';
    }
    if (!account.policy.environment.creditsEnabled) return 'credits-disabled';
    const job = account.generations.find((generation) => generation.id === asked.job);
    if (!job) return 'generation-not-found';
    if (job.state !== 'completed') return 'generation-not-completed';
    const charged = job.charges.reduce((sum, [, micros]) => sum + micros, 0n);
    const left = charged - job.refunded;
    const micros = asked.micros ?? left;
    if (left === 0n || micros > left) return 'refund-exceeds-charge';
    this.giveBack({ id: asked.id, job, micros, reference: asked.reference }, now);
    job.refunded += micros;
    return 'accepted';
  }

  removeUsage(part: Part, quantity: bigint, now: Timestamp): string {
    const { limits, policy } = this.account;
    const entry = limitOf(policy, part.limit);
    if (!entry) return 'unknown-limit';
    if (entry.kind !== 'lifetime') return 'limit-kind-mismatch';
    if (!policy.environment.trackingEnabled) return 'usage-tracking-disabled';
    const whole = { limit: part.limit, member: null };
    if (quantity > limits.count(whole, 'lifetime', now).used) return 'nothing-to-remove';
    this.account.touched.push(limits.take(whole, now, { held: 0n, used: -quantity }));
    const own = part.member === null ? 0n : least(quantity, limits.count(part, 'lifetime', now).used);
    if (own > 0n) this.account.touched.push(limits.take(part, now, { held: 0n, used: -own }));
    return 'accepted';
  }

  moveGauge(part: Part, move: { to: bigint } | { by: bigint }, now: Timestamp): string {
    const { limits, policy } = this.account;
    const entry = limitOf(policy, part.limit);
    if (!entry) return 'unknown-limit';
    if (entry.kind !== 'gauge') return 'limit-kind-mismatch';
    if (!policy.environment.trackingEnabled) return 'usage-tracking-disabled';
    const { used, held } = limits.count(part, 'gauge', now);
    const by = 'by' in move ? move.by : move.to - used;
    if (used + by < 0n) return 'gauge-below-zero';
    if (by === 0n) return 'gauge-stands-there';
    const inForce = limits.inForce(part, now);
    const bounded = inForce !== undefined && inForce.enforced && inForce.value !== NO_BOUND;
    if (bounded && by > 0n && used + by + held > inForce.value) {
      return `limit-reached ${part.limit} of null`;
    }
    this.account.touched.push(limits.take(part, now, { held: 0n, used: by }));
    return 'accepted';
  }

  private count(job: ModelGeneration, actual: Asked, toldCost: bigint | null): void {
    const ownCost = toldCost ?? ownCostOf(this.account.policy, job.model, actual);
    for (const units of job.units) {
      // Where nobody knows what a job cost us, what was held at most stays counted.
      const measured = unitsOf(units.measure, actual, { credits: job.cost, ownCost: ownCost ?? units.asked });
      units.held = 0n;
      units.used = units.kind === 'concurrent' ? 0n : measured;
    }
    this.account.touched.push(...job.units);
  }

  /** What was charged last comes back first, as if the charges were one row of credits read backwards. */
  private giveBack(
    { id, job, micros, reference }: { id: string; job: ModelGeneration; micros: bigint; reference: string },
    now: Timestamp,
  ): void {
    let from = job.refunded;
    let missing = micros;
    let count = 0;
    for (const [lot, charged, paid] of job.charges.toReversed()) {
      const skipped = least(from, charged);
      const part = least(charged - skipped, missing);
      from -= skipped;
      missing -= part;
      if (part === 0n) continue;
      count += 1;
      const upTo = (end: bigint) => (paid! * end) / charged;
      const given = this.account.lots.add({
        ...{ id: count === 1 ? id : `${id}-${count}`, type: 'REFUND', priority: 40, granted: part },
        ...{ grantedAt: now, effectiveAt: now, expiresAt: lot.expiresAt, rollover: null },
        paid: paid === null ? null : upTo(skipped + part) - upTo(skipped),
      });
      given.isVoid = this.account.barred.some((bar) => bar.type === 'REFUND' && bar.reference === reference);
      this.account.remember('REFUND', reference, { micros: part, of: job.id, lot: given });
    }
  }
}

export function after(at: Timestamp, ms: number): Timestamp {
  return new Date(Date.parse(at) + Math.round(ms)).toISOString();
}

function firstOf(shares: readonly Share[], micros: bigint): Share[] {
  let missing = micros;
  return shares.flatMap(([lot, part]) => {
    const taken = least(part, missing);
    missing -= taken;
    return taken > 0n ? [[lot, taken] as const] : [];
  });
}

function merged(shares: readonly Share[]): Share[] {
  const sums = new Map<ModelLot, bigint>();
  for (const [lot, micros] of shares) sums.set(lot, (sums.get(lot) ?? 0n) + micros);
  return [...sums];
}

function defined(report: Partial<Asked>): Partial<Asked> {
  return Object.fromEntries(Object.entries(report).filter(([, figure]) => figure != null));
}
