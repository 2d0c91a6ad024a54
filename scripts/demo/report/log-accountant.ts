import { Books } from './books';
import { Bookkeeper, ENTRIES, Fields, Share, shareOf, sumOf } from './log-entries';

/** An event as the log spells it. */
export interface LoggedEvent {
  readonly stream: string;
  readonly type: string;
  readonly data: string;
}

interface Lot {
  /** What is neither held nor gone. */
  free: bigint;
  readonly expiresAt: string | null;
  /** So much of it rolls over when it lapses. */
  readonly keeps: bigint;
}

const PREFIX = 'ledgerline.account.';
/** The shapes somebody has looked at: another version of a type is unknown until then. */
const KNOWN_VERSION = /\.v[12]$/;

/**
 * Keeps the books from the raw log alone, lot by lot and hold by hold. It shares no code with the ledger's
 * own fold or with the projections and trusts none of their balances: it moves the amounts itself and then
 * compares its balance of the account with the one each event claims to have established.
 */
export class LogAccountant implements Bookkeeper {
  private readonly lots = new Map<string, Lot>();
  private readonly holds = new Map<string, Share[]>();
  private readonly balances = new Map<string, { balance: bigint; held: bigint }>();
  private granted = 0n;
  private spent = 0n;
  private expired = 0n;
  private voided = 0n;
  private overdrawn = 0n;
  private accounts = 0;
  readonly problems: string[] = [];
  events = 0;

  record({ stream, type, data }: LoggedEvent): void {
    this.events++;
    if (!type.startsWith(PREFIX)) return;
    const enter = ENTRIES[type.slice(PREFIX.length).replace(KNOWN_VERSION, '')];
    if (!enter) return this.complain(stream, `an event of the unknown type ${type}`);
    const fields = JSON.parse(data) as Fields;
    enter(this, stream, fields);
    if (fields.after) this.compare(stream, type, fields.after);
  }

  /**
   * The books as of an instant: what has lapsed by then counts as expired, though nothing in the log says so
   * until the next command of its account.
   */
  books(now: string): Books {
    let [available, expired, held] = [0n, this.expired, 0n];
    for (const { free, expiresAt, keeps } of this.lots.values()) {
      const lapsed = expiresAt !== null && expiresAt <= now && free > keeps ? free - keeps : 0n;
      expired += lapsed;
      available += free - lapsed;
    }
    for (const shares of this.holds.values()) held += sumOf(shares);
    const { granted, overdrawn, spent, voided, accounts } = this;
    const openHolds = this.holds.size;
    return { granted, overdrawn, available, held, spent, expired, voided, accounts, openHolds };
  }

  /** Holds of accounts whose stream begins so. */
  openHoldsOf(streamPrefix: string): number {
    return [...this.holds.keys()].filter((key) => key.startsWith(streamPrefix)).length;
  }

  open(stream: string): void {
    this.accounts++;
    this.balances.set(stream, { balance: 0n, held: 0n });
  }

  /** What a refund of a generation gives back was spent before, so it is not granted anew. */
  grant(stream: string, fields: Fields): void {
    const { lotId, amountMicros, creditType, generationId } = fields;
    const amount = BigInt(amountMicros!);
    this.place(stream, lotId!, amount, fields);
    if (creditType === 'REFUND' && generationId) this.spent -= amount;
    else this.granted += amount;
    this.balanceOf(stream).balance += amount;
  }

  lapse(stream: string, fields: Fields): void {
    this.expired += this.takeFrom(stream, [shareOf(fields)]);
  }

  voidLot(stream: string, fields: Fields): void {
    this.voided += this.takeFrom(stream, [shareOf(fields)]);
  }

  deduct(stream: string, { shares, amountMicros }: Fields): void {
    if (sumOf(shares!) !== BigInt(amountMicros!)) this.complain(stream, 'a deduction unlike its shares');
    this.voided += this.takeFrom(stream, shares!);
  }

  /** The balance stays: what lapses in one lot stands in another. */
  rollOver(stream: string, { lotId, toLotId, amountMicros, expiresAt }: Fields): void {
    this.move(stream, [{ lotId: lotId!, amountMicros: amountMicros! }], -1n);
    this.place(stream, toLotId!, BigInt(amountMicros!), { expiresAt });
  }

  draw(stream: string, { lotId, amountMicros }: Fields): void {
    const amount = BigInt(amountMicros!);
    this.place(stream, lotId!, amount, {});
    this.overdrawn += amount;
    this.balanceOf(stream).balance += amount;
  }

  returnDrawn(stream: string, fields: Fields): void {
    this.overdrawn -= this.takeFrom(stream, [shareOf(fields)]);
  }

  repay(stream: string, { shares, amountMicros }: Fields): void {
    if (sumOf(shares!) !== BigInt(amountMicros!)) this.complain(stream, 'a repayment unlike its shares');
    this.overdrawn -= this.takeFrom(stream, shares!);
  }

  hold(stream: string, { generationId, lots, heldMicros }: Fields): void {
    const key = `${stream}/${generationId}`;
    if (this.holds.has(key)) this.complain(stream, `generation ${generationId} held twice`);
    if (sumOf(lots!) !== BigInt(heldMicros!))
      this.complain(stream, `a hold unlike its shares: ${generationId}`);
    this.holds.set(key, lots!);
    this.move(stream, lots!, -1n);
    this.balanceOf(stream).held += sumOf(lots!);
  }

  /** The hold goes back whole; what is charged then leaves the lots. */
  release(stream: string, { generationId }: Fields): void {
    const key = `${stream}/${generationId}`;
    const shares = this.holds.get(key);
    if (!shares) return this.complain(stream, `generation ${generationId} resolved without a hold`);
    this.holds.delete(key);
    this.move(stream, shares, 1n);
    this.balanceOf(stream).held -= sumOf(shares);
  }

  charge(stream: string, { generationId, usageId, charged, chargedMicros, costMicros }: Fields): void {
    const amount = this.takeFrom(stream, charged!);
    if (amount !== BigInt(chargedMicros ?? costMicros!))
      this.complain(stream, `a charge unlike its shares: ${generationId ?? usageId}`);
    this.spent += amount;
  }

  private place(stream: string, lotId: string, free: bigint, { expiresAt, rollover }: Fields): void {
    const keeps = BigInt(rollover?.capMicros ?? 0);
    this.lots.set(`${stream}/${lotId}`, { free, expiresAt: expiresAt ?? null, keeps });
  }

  /** Takes credits out of lots and the balance; answers how many. */
  private takeFrom(stream: string, shares: readonly Share[]): bigint {
    this.move(stream, shares, -1n);
    this.balanceOf(stream).balance -= sumOf(shares);
    return sumOf(shares);
  }

  private move(stream: string, shares: readonly Share[], sign: bigint): void {
    for (const { lotId, amountMicros } of shares) {
      const lot = this.lots.get(`${stream}/${lotId}`);
      if (!lot) return this.complain(stream, `lot ${lotId} moved before it was granted`);
      lot.free += sign * BigInt(amountMicros);
      if (lot.free < 0n) this.complain(stream, `lot ${lotId} overdrawn by ${-lot.free}`);
    }
  }

  private compare(stream: string, type: string, after: NonNullable<Fields['after']>): void {
    const { balance, held } = this.balanceOf(stream);
    if (balance === BigInt(after.balanceMicros) && held === BigInt(after.heldMicros)) return;
    this.complain(
      stream,
      `${type} claims ${after.balanceMicros}/${after.heldMicros}, counted ${balance}/${held}`,
    );
  }

  private balanceOf(stream: string): { balance: bigint; held: bigint } {
    const known = this.balances.get(stream);
    if (known) return known;
    this.complain(stream, 'something happened before the account was opened');
    this.open(stream);
    return this.balanceOf(stream);
  }

  private complain(stream: string, what: string): void {
    this.problems.push(`${stream}: ${what}`);
  }
}
