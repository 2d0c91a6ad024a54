import { addSeconds, Timestamp } from '@ledgerline/kernel';
import { Asked, ModelAction, MODEL_ACTIONS, MODEL_LIMITS, unitsOf } from './model-actions';

interface ModelLot {
  readonly id: string;
  readonly priority: number;
  readonly grantedAt: Timestamp;
  readonly effectiveAt: Timestamp;
  readonly expiresAt: Timestamp | null;
  readonly granted: bigint;
  spent: bigint;
  expired: bigint;
}

interface ModelGeneration {
  readonly id: string;
  readonly action: ModelAction;
  readonly requestedAt: Timestamp;
  readonly estimate: Asked;
  readonly shares: readonly (readonly [lot: ModelLot, micros: bigint])[];
  deadlineAt: Timestamp;
  state: 'running' | 'completed' | 'failed' | 'cancelled' | 'expired';
  actual: Asked;
}

const NEVER = '9999';

/**
 * What an account must do, in the plainest way: lists of everything that ever was, added up anew for each
 * question. It shares no line with the domain and is too slow for anything but being right.
 */
export class AccountModel {
  readonly lots: ModelLot[] = [];
  readonly generations: ModelGeneration[] = [];
  private closed = false;
  private readonly refilledDays = new Set<string>();

  constructor(private readonly tier: { readonly bounded: boolean; readonly refill: bigint }) {}

  /** Time passes before every command. */
  pass(now: Timestamp): void {
    for (const generation of this.generations) {
      if (generation.state === 'running' && generation.deadlineAt <= now) generation.state = 'expired';
    }
    this.lapse(now);
    const day = now.slice(0, 10);
    if (this.closed || this.tier.refill === 0n || this.refilledDays.has(day)) return;
    this.refilledDays.add(day);
    const midnight = `${addSeconds(now, 86_400).slice(0, 10)}T00:00:00.000Z`;
    this.add(`refill-${day}`, { credits: this.tier.refill, priority: 10, expiresAt: midnight }, now);
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

  add(
    id: string,
    terms: { credits: bigint; priority: number; effectiveAt?: Timestamp; expiresAt: Timestamp | null },
    now: Timestamp,
  ): string {
    const { credits: granted, priority, effectiveAt = now, expiresAt } = terms;
    if (this.closed) return 'account-closed';
    if (expiresAt !== null && (expiresAt <= effectiveAt || expiresAt <= now)) {
      return 'grant-expires-before-effect';
    }
    const lot = { id, priority, grantedAt: now, effectiveAt, expiresAt, granted, spent: 0n, expired: 0n };
    this.lots.push(lot);
    return 'accepted';
  }

  request(
    id: string,
    action: ModelAction,
    asked: Asked & { timeoutSeconds: number },
    now: Timestamp,
  ): string {
    if (this.closed) return 'account-closed';
    const exceeded = MODEL_ACTIONS[action].limits.some(
      (limit) =>
        this.tier.bounded &&
        this.counted(limit, now) + unitsOf(limit, asked) > BigInt(MODEL_LIMITS[limit].value),
    );
    if (exceeded) return 'limit-reached';
    const cost = MODEL_ACTIONS[action].cost(asked);
    if (this.availableAt(now) < cost) return 'insufficient-credits';
    this.generations.push({
      id,
      action,
      requestedAt: now,
      estimate: asked,
      shares: this.take(cost, now),
      deadlineAt: addSeconds(now, asked.timeoutSeconds),
      state: 'running',
      actual: asked,
    });
    return 'accepted';
  }

  complete(generation: ModelGeneration, actual: Asked, now: Timestamp): string {
    const cost = MODEL_ACTIONS[generation.action].cost(actual);
    const wasRunning = generation.state === 'running';
    if (generation.state === 'completed') {
      const before = MODEL_ACTIONS[generation.action].cost(generation.actual);
      return cost === before ? 'already-resolved-so' : 'generation-already-resolved';
    }
    if (!wasRunning && generation.state !== 'expired') return 'generation-already-resolved';
    if (!wasRunning && now > addSeconds(generation.deadlineAt, 7 * 86_400)) return 'generation-expired';
    let missing = cost;
    for (const [lot, micros] of wasRunning ? generation.shares : []) {
      const charged = micros < missing ? micros : missing;
      lot.spent += charged;
      missing -= charged;
    }
    // Its shares are charged and held no more: whatever is missing comes from what was available beside them.
    generation.state = 'completed';
    for (const [lot, micros] of this.take(missing, now)) lot.spent += micros;
    generation.actual = actual;
    this.lapse(now);
    return 'accepted';
  }

  end(generation: ModelGeneration, how: 'failed' | 'cancelled', now: Timestamp): string {
    if (generation.state === how || generation.state === 'expired') return 'already-resolved-so';
    if (generation.state !== 'running') return 'generation-already-resolved';
    generation.state = how;
    this.lapse(now);
    return 'accepted';
  }

  extend(generation: ModelGeneration, seconds: number, now: Timestamp): string {
    if (this.closed) return 'account-closed';
    if (generation.state !== 'running') return 'generation-already-resolved';
    const deadlineAt = addSeconds(now, seconds);
    if (deadlineAt > addSeconds(generation.requestedAt, 86_400)) return 'deadline-too-far';
    if (deadlineAt <= generation.deadlineAt) return 'deadline-not-later';
    generation.deadlineAt = deadlineAt;
    return 'accepted';
  }

  /** Units of a limit that count at `now`, used and held together. */
  counted(limit: keyof typeof MODEL_LIMITS, now: Timestamp): bigint {
    const { counts, whileRunning } = MODEL_LIMITS[limit];
    return this.generations
      .filter(({ action }) => MODEL_ACTIONS[action].limits.includes(limit))
      .filter(({ requestedAt }) => counts(requestedAt, now))
      .reduce((sum, { state, estimate, actual }) => {
        if (state === 'running') return sum + unitsOf(limit, estimate);
        return state === 'completed' && !whileRunning ? sum + unitsOf(limit, actual) : sum;
      }, 0n);
  }

  heldOf(lot: ModelLot): bigint {
    return this.generations
      .filter(({ state }) => state === 'running')
      .flatMap(({ shares }) => shares)
      .reduce((sum, [held, micros]) => (held === lot ? sum + micros : sum), 0n);
  }

  leftOf(lot: ModelLot): bigint {
    return lot.granted - lot.spent - lot.expired;
  }

  availableAt(now: Timestamp): bigint {
    return this.burning(now).reduce((sum, lot) => sum + this.freeOf(lot), 0n);
  }

  private freeOf(lot: ModelLot): bigint {
    return this.leftOf(lot) - this.heldOf(lot);
  }

  private burning(now: Timestamp): readonly ModelLot[] {
    const order = ({ priority, expiresAt, grantedAt, id }: ModelLot) =>
      [String(priority).padStart(4, '0'), expiresAt ?? NEVER, grantedAt, id].join('|');
    return this.lots
      .filter(({ effectiveAt, expiresAt }) => effectiveAt <= now && (expiresAt ?? NEVER) > now)
      .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  }

  private take(micros: bigint, now: Timestamp): (readonly [ModelLot, bigint])[] {
    let missing = micros;
    return this.burning(now).flatMap((lot) => {
      const free = this.freeOf(lot);
      const taken = free < missing ? free : missing;
      missing -= taken;
      return taken > 0n ? [[lot, taken] as const] : [];
    });
  }

  private lapse(now: Timestamp): void {
    for (const lot of this.lots) {
      if (lot.expiresAt !== null && lot.expiresAt <= now) lot.expired += this.freeOf(lot);
    }
  }
}
