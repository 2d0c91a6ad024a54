import { Books } from './books';

/** An event as the log spells it. */
export interface LoggedEvent {
  readonly stream: string;
  readonly type: string;
  readonly data: string;
}

interface Share {
  readonly lotId: string;
  readonly amountMicros: string;
}

interface Lot {
  /** What is neither held nor gone. */
  free: bigint;
  readonly expiresAt: string | null;
}

const PREFIX = 'ledgerline.account.';

/**
 * Keeps the books from the raw log alone, lot by lot and hold by hold. It shares no code with the ledger's
 * own fold or with the projections and trusts none of their balances: it moves the amounts itself and then
 * compares its balance of the account with the one each event claims to have established.
 */
export class LogAccountant {
  private readonly lots = new Map<string, Lot>();
  private readonly holds = new Map<string, Share[]>();
  private readonly balances = new Map<string, { balance: bigint; held: bigint }>();
  private granted = 0n;
  private spent = 0n;
  private expired = 0n;
  private accounts = 0;
  readonly problems: string[] = [];
  events = 0;

  record({ stream, type, data }: LoggedEvent): void {
    this.events++;
    if (!type.startsWith(PREFIX)) return;
    const enter = ENTRIES[type.slice(PREFIX.length)];
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
    for (const { free, expiresAt } of this.lots.values()) {
      if (expiresAt !== null && expiresAt <= now) expired += free;
      else available += free;
    }
    for (const shares of this.holds.values()) held += sumOf(shares);
    const { granted, spent, accounts } = this;
    return { granted, available, held, spent, expired, accounts, openHolds: this.holds.size };
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
  grant(stream: string, { lotId, amountMicros, creditType, generationId, expiresAt }: Fields): void {
    const amount = BigInt(amountMicros!);
    this.lots.set(`${stream}/${lotId}`, { free: amount, expiresAt: expiresAt ?? null });
    if (creditType === 'REFUND' && generationId) this.spent -= amount;
    else this.granted += amount;
    this.balanceOf(stream).balance += amount;
  }

  lapse(stream: string, { lotId, amountMicros }: Fields): void {
    const amount = BigInt(amountMicros!);
    this.expired += amount;
    this.balanceOf(stream).balance -= amount;
    this.move(stream, [{ lotId: lotId!, amountMicros: amountMicros! }], -1n);
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

  charge(stream: string, { generationId, charged, chargedMicros }: Fields): void {
    const amount = sumOf(charged!);
    if (amount !== BigInt(chargedMicros!))
      this.complain(stream, `a charge unlike its shares: ${generationId}`);
    this.move(stream, charged!, -1n);
    this.spent += amount;
    this.balanceOf(stream).balance -= amount;
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

/** The fields of any account event that matter to an accountant, as they stand in its JSON. */
interface Fields {
  readonly lotId?: string;
  readonly amountMicros?: string;
  readonly creditType?: string;
  readonly generationId?: string | null;
  readonly expiresAt?: string | null;
  readonly lots?: Share[];
  readonly heldMicros?: string;
  readonly charged?: Share[];
  readonly chargedMicros?: string;
  readonly after?: { readonly balanceMicros: string; readonly heldMicros: string };
}

type Entry = (books: LogAccountant, stream: string, fields: Fields) => void;
const nothing: Entry = () => undefined;
const release: Entry = (books, stream, fields) => books.release(stream, fields);

/** What each event means for the books; a type that is not here is a problem, never a gap. */
const ENTRIES: Readonly<Record<string, Entry | undefined>> = {
  'opened.v1': (books, stream) => books.open(stream),
  'closed.v1': nothing,
  'reopened.v1': nothing,
  'credits-granted.v1': (books, stream, fields) => books.grant(stream, fields),
  'lot-lapsed.v1': (books, stream, fields) => books.lapse(stream, fields),
  'generation-requested.v1': (books, stream, fields) => books.hold(stream, fields),
  'hold-extended.v1': nothing,
  'generation-completed.v1': (books, stream, fields) => {
    books.release(stream, fields);
    books.charge(stream, fields);
  },
  'generation-completed-late.v1': (books, stream, fields) => books.charge(stream, fields),
  'generation-failed.v1': release,
  'generation-cancelled.v1': release,
  'generation-expired.v1': release,
  'command-refused.v1': nothing,
  'command-had-no-effect.v1': nothing,
};

function sumOf(shares: readonly Share[]): bigint {
  return shares.reduce((sum, { amountMicros }) => sum + BigInt(amountMicros), 0n);
}
