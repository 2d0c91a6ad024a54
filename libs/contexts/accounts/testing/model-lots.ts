import type { Timestamp } from '@ledgerline/kernel';

const NEVER = '9999';
const DAY_MS = 86_400_000;

export interface LotTerms {
  readonly id: string;
  readonly type: string;
  readonly priority: number;
  readonly grantedAt: Timestamp;
  readonly effectiveAt: Timestamp;
  readonly expiresAt: Timestamp | null;
  readonly granted: bigint;
  /** What was paid for it, in minor units; null: nothing. */
  readonly paid: bigint | null;
  readonly rollover: { readonly capMicros: bigint; readonly days: number } | null;
}

/** Why credits left a lot for good. */
export type Way = 'spent' | 'expired' | 'voided' | 'rolled' | 'returned' | 'repaid' | 'refunded';

export interface ModelLot extends LotTerms {
  readonly gone: { readonly way: Way; readonly micros: bigint; readonly paid: bigint }[];
  isVoid: boolean;
  rolled: boolean;
}

export type Share = readonly [lot: ModelLot, micros: bigint];
/** A share that is gone, with what was paid for it. */
export type Charge = readonly [lot: ModelLot, micros: bigint, paid: bigint | null];

/** Every lot there ever was; what is left of one is added up anew for each question. */
export class ModelLots {
  readonly all: ModelLot[] = [];
  /** Shares that running generations hold. */
  constructor(private readonly held: () => readonly Share[]) {}

  add(terms: LotTerms): ModelLot {
    const lot: ModelLot = { ...terms, gone: [], isVoid: false, rolled: false };
    this.all.push(lot);
    return lot;
  }

  leftOf(lot: ModelLot): bigint {
    return lot.gone.reduce((left, { micros }) => left - micros, lot.granted);
  }

  paidOf(lot: ModelLot): bigint | null {
    return lot.paid === null ? null : lot.gone.reduce((left, { paid }) => left - paid, lot.paid);
  }

  heldOf(lot: ModelLot): bigint {
    return this.held().reduce((sum, [held, micros]) => (held === lot ? sum + micros : sum), 0n);
  }

  freeOf(lot: ModelLot): bigint {
    return this.leftOf(lot) - this.heldOf(lot);
  }

  gone(lot: ModelLot, way: Way): bigint {
    return lot.gone.reduce((sum, entry) => (entry.way === way ? sum + entry.micros : sum), 0n);
  }

  /** Takes credits out for good; what was paid for them goes along in proportion, the last takes all. */
  remove(lot: ModelLot, micros: bigint, way: Way): Charge {
    const paid = this.paidOf(lot);
    const left = this.leftOf(lot);
    const part = paid === null || micros === left ? paid : (paid * micros) / left;
    lot.gone.push({ way, micros, paid: part ?? 0n });
    return [lot, micros, part];
  }

  available(now: Timestamp): bigint {
    return this.burning(now).reduce((sum, lot) => sum + this.freeOf(lot), 0n);
  }

  /** The same with what has lapsed and is not told yet; a day's refill is followed by the next. */
  availableUntilTold(now: Timestamp): bigint {
    const lapsed = this.all.filter(
      (lot) => lot.effectiveAt <= now && lot.expiresAt !== null && lot.expiresAt <= now && !lot.isVoid,
    );
    return lapsed
      .filter(({ type }) => type !== 'OVERDRAFT' && type !== 'DAILY_REFILL')
      .reduce((sum, lot) => sum + this.freeOf(lot), this.available(now));
  }

  /** Up to so much of what is available: first what burns first. */
  take(micros: bigint, now: Timestamp): Share[] {
    let missing = micros;
    return this.burning(now).flatMap((lot) => {
      const taken = least(this.freeOf(lot), missing);
      missing -= taken;
      return taken > 0n ? [[lot, taken] as const] : [];
    });
  }

  /** Drawn below zero and spent, and not paid back since. */
  owed(): bigint {
    const drawn = this.all.filter(({ type }) => type === 'OVERDRAFT');
    const spent = drawn.reduce((sum, lot) => sum + this.gone(lot, 'spent'), 0n);
    return this.all.reduce((sum, lot) => sum - this.gone(lot, 'repaid'), spent);
  }

  /** The same, and what is drawn for jobs that still run. */
  overdrawn(): bigint {
    const drawn = this.all.filter(({ type }) => type === 'OVERDRAFT');
    return drawn.reduce((sum, lot) => sum + this.leftOf(lot), this.owed());
  }

  /** Whatever is free and has no future goes; then what is owed is paid. True: something went. */
  clear(now: Timestamp): boolean {
    // A lot that rolls over may itself have come to its end since.
    const ended = this.all.map((lot) => this.end(lot, now)).some(Boolean);
    const rolled = this.all.map((lot) => this.end(lot, now)).some(Boolean);
    const due = least(this.owed(), this.available(now));
    for (const [lot, micros] of this.take(due, now)) this.remove(lot, micros, 'repaid');
    return ended || rolled || due > 0n;
  }

  end(lot: ModelLot, now: Timestamp): boolean {
    const free = this.freeOf(lot);
    if (free === 0n) return false;
    if (lot.type === 'OVERDRAFT') this.remove(lot, free, 'returned');
    else if (lot.isVoid) this.remove(lot, free, 'voided');
    else if ((lot.expiresAt ?? NEVER) <= now) this.expire(lot, free);
    else return false;
    return true;
  }

  private expire(lot: ModelLot, free: bigint): void {
    const kept = lot.rolled ? 0n : least(free, lot.rollover?.capMicros ?? 0n);
    lot.rolled = true;
    if (kept > 0n) {
      const [, , paid] = this.remove(lot, kept, 'rolled');
      const endsAt = new Date(Date.parse(lot.expiresAt!) + lot.rollover!.days * DAY_MS).toISOString();
      const since = { grantedAt: lot.expiresAt!, effectiveAt: lot.expiresAt!, expiresAt: endsAt };
      this.add({ ...lot, ...since, id: `${lot.id}-rolled`, granted: kept, paid, rollover: null });
    }
    if (free > kept) this.remove(lot, free - kept, 'expired');
  }

  private burning(now: Timestamp): readonly ModelLot[] {
    const order = ({ priority, expiresAt, grantedAt, id }: ModelLot) =>
      [String(priority).padStart(4, '0'), expiresAt ?? NEVER, grantedAt, id].join('|');
    return this.all
      .filter(({ effectiveAt, expiresAt }) => effectiveAt <= now && (expiresAt ?? NEVER) > now)
      .filter((lot) => !lot.isVoid && lot.type !== 'OVERDRAFT' && this.leftOf(lot) > 0n)
      .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  }
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
