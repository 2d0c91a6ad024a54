import { Action, ACTIONS, Tier, TIERS } from '../load/catalog';

export const CREDIT = 1_000_000n;

export interface ModelLot {
  readonly id: string;
  readonly priority: number;
  readonly grantedAt: string;
  readonly expiresAt: string | null;
  left: bigint;
  held: bigint;
}

export type Share = readonly [lot: ModelLot, micros: bigint];

export interface ModelHold {
  readonly action: Action;
  readonly quantity: number;
  readonly day: string;
  readonly deadlineAt: string;
  readonly shares: readonly Share[];
}

export interface Resolved {
  readonly as: 'completed' | 'failed' | 'cancelled' | 'expired';
  readonly hold: ModelHold;
  readonly cost: bigint;
}

/** What was resolved longer ago is forgotten; no client asks for it any more. */
const RESOLVED_MAX = 4_000;
const NEVER = '9999';
const FIRST_IN_LINE = 10;

/**
 * The books of one account, kept in the plainest way and without a line of the domain: lots with what is left
 * and held of each, open holds, units by day. It tells what must happen; the log tells what did.
 */
export class AccountModel {
  tier: Tier | undefined;
  lots: ModelLot[] = [];
  readonly holds = new Map<string, ModelHold>();
  readonly resolved = new Map<string, Resolved>();
  readonly refusals = { minute: '', count: 0 };
  readonly sums = { granted: 0n, spent: 0n, expired: 0n };
  /** What is told of crossings: whether the credits are gone, and which days' images stood at their limit. */
  creditsGone = false;
  readonly reached = new Map<string, 'reached' | 'recovered'>();
  private readonly imagesByDay = new Map<string, number>();
  private refilledDay = '';
  /** No open hold is due before this instant. */
  private dueFrom = NEVER;

  open(tier: Tier, at: string): void {
    this.tier = tier;
    this.grant({ id: 'trial', credits: TIERS[tier].trial, priority: 20, at, expiresAt: null });
  }

  grant(lot: {
    id: string;
    credits: number;
    priority: number;
    at: string;
    expiresAt: string | null;
  }): bigint {
    const { id, credits, priority, at, expiresAt } = lot;
    const left = BigInt(credits) * CREDIT;
    this.lots.push({ id, priority, grantedAt: at, expiresAt, left, held: 0n });
    this.lots.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    this.sums.granted += left;
    return left;
  }

  /** Today's refill, where one is due. */
  refill(at: string): ModelLot | undefined {
    const day = at.slice(0, 10);
    if (!this.tier || TIERS[this.tier].refill === 0 || this.refilledDay === day) return undefined;
    this.refilledDay = day;
    const midnight = new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString();
    const id = `refill-${day}`;
    this.grant({
      id,
      credits: TIERS[this.tier].refill,
      priority: FIRST_IN_LINE,
      at,
      expiresAt: midnight,
    });
    return this.lots.find((lot) => lot.id === id);
  }

  /** Something that time alone has caused by now and that nobody has recorded yet. */
  overdue(now: string): string | undefined {
    const lot = this.lots.find(({ expiresAt, left, held }) => (expiresAt ?? NEVER) <= now && left > held);
    if (lot) return `lot ${lot.id} lapsed at ${lot.expiresAt}`;
    if (this.tier && TIERS[this.tier].refill > 0 && this.refilledDay !== now.slice(0, 10)) {
      return `the refill of ${now.slice(0, 10)}`;
    }
    if (this.dueFrom > now) return undefined;
    this.dueFrom = NEVER;
    for (const [id, { deadlineAt }] of this.holds) {
      if (deadlineAt <= now) return `generation ${id} was due at ${deadlineAt}`;
      if (deadlineAt < this.dueFrom) this.dueFrom = deadlineAt;
    }
    return undefined;
  }

  costOf(action: Action, quantity: number): bigint {
    return BigInt(ACTIONS[action].credits * quantity) * CREDIT;
  }

  /** Whether so many units are too many now. */
  exceeds(action: Action, quantity: number, now: string): boolean {
    const { limit } = ACTIONS[action];
    const most = limit ? TIERS[this.tier!][limit] : -1;
    if (most < 0) return false;
    const counted =
      limit === 'images_daily' ? (this.imagesByDay.get(now.slice(0, 10)) ?? 0) : this.runningRenders();
    return counted + quantity > most;
  }

  /** Images used and running in the window of a day. */
  imagesOf(day: string): number {
    return this.imagesByDay.get(day) ?? 0;
  }

  available(now: string): bigint {
    return this.lots.reduce((sum, lot) => sum + freeOf(lot, now), 0n);
  }

  /** Up to so much from what is available, in burn order; nothing is booked yet. */
  choose(micros: bigint, now: string): Share[] {
    const shares: Share[] = [];
    let missing = micros;
    for (const lot of this.lots) {
      if (missing === 0n) break;
      const free = freeOf(lot, now);
      const taken = free < missing ? free : missing;
      if (taken > 0n) shares.push([lot, taken]);
      missing -= taken;
    }
    return shares;
  }

  hold(id: string, hold: ModelHold): void {
    for (const [lot, micros] of hold.shares) lot.held += micros;
    this.holds.set(id, hold);
    this.count(hold, hold.quantity);
    if (hold.deadlineAt < this.dueFrom) this.dueFrom = hold.deadlineAt;
  }

  /** Ends a hold; nothing of it is held any more, and `used` units of it stay counted. */
  release(id: string, as: Resolved['as'], used: number, cost = 0n): void {
    const hold = this.holds.get(id)!;
    this.holds.delete(id);
    for (const [lot, micros] of hold.shares) lot.held -= micros;
    this.count(hold, used - hold.quantity);
    this.remember(id, { as, hold, cost });
  }

  completeLate(id: string, used: number, cost: bigint): void {
    const { hold } = this.resolved.get(id)!;
    this.count(hold, used);
    this.remember(id, { as: 'completed', hold, cost });
  }

  spend(shares: readonly Share[]): void {
    for (const [lot, micros] of shares) {
      lot.left -= micros;
      this.sums.spent += micros;
    }
    this.lots = this.lots.filter(({ left }) => left > 0n);
  }

  lapse(lot: ModelLot): void {
    this.sums.expired += lot.left - lot.held;
    lot.left = lot.held;
    this.lots = this.lots.filter(({ left }) => left > 0n);
  }

  get balance(): bigint {
    return this.lots.reduce((sum, { left }) => sum + left, 0n);
  }

  get held(): bigint {
    return this.lots.reduce((sum, { held }) => sum + held, 0n);
  }

  private runningRenders(): number {
    let running = 0;
    for (const { action, quantity } of this.holds.values()) if (action === 'render') running += quantity;
    return running;
  }

  private count({ action, day }: ModelHold, units: number): void {
    if (action === 'image') this.imagesByDay.set(day, (this.imagesByDay.get(day) ?? 0) + units);
  }

  private remember(id: string, resolved: Resolved): void {
    this.resolved.set(id, resolved);
    if (this.resolved.size > RESOLVED_MAX) this.resolved.delete(this.resolved.keys().next().value!);
  }
}

function freeOf({ expiresAt, left, held }: ModelLot, now: string): bigint {
  return (expiresAt ?? NEVER) <= now ? 0n : left - held;
}

function orderOf({ priority, expiresAt, grantedAt, id }: ModelLot): string {
  return `${String(priority).padStart(4, '0')}|${expiresAt ?? NEVER}|${grantedAt}|${id}`;
}
