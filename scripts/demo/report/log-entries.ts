export interface Share {
  readonly lotId: string;
  readonly amountMicros: string;
}

/** What events enter into. */
export interface Bookkeeper {
  open(stream: string): void;
  grant(stream: string, fields: Fields): void;
  lapse(stream: string, fields: Fields): void;
  voidLot(stream: string, fields: Fields): void;
  deduct(stream: string, fields: Fields): void;
  rollOver(stream: string, fields: Fields): void;
  draw(stream: string, fields: Fields): void;
  returnDrawn(stream: string, fields: Fields): void;
  repay(stream: string, fields: Fields): void;
  hold(stream: string, fields: Fields): void;
  release(stream: string, fields: Fields): void;
  charge(stream: string, fields: Fields): void;
}

/** The fields of any account event that matter to an accountant, as they stand in its JSON. */
export interface Fields {
  readonly lotId?: string;
  readonly toLotId?: string;
  readonly usageId?: string;
  readonly shares?: Share[];
  readonly costMicros?: string;
  readonly rollover?: { readonly capMicros: string } | null;
  readonly amountMicros?: string;
  readonly creditType?: string;
  readonly generationId?: string | null;
  readonly expiresAt?: string | null | undefined;
  readonly lots?: Share[];
  readonly heldMicros?: string;
  readonly charged?: Share[];
  readonly chargedMicros?: string;
  readonly after?: { readonly balanceMicros: string; readonly heldMicros: string };
}

type Entry = (books: Bookkeeper, stream: string, fields: Fields) => void;
const nothing: Entry = () => undefined;
const release: Entry = (books, stream, fields) => books.release(stream, fields);

/** What each event means for the books; a type that is not here is a problem, never a gap. */
export const ENTRIES: Readonly<Record<string, Entry | undefined>> = {
  opened: (books, stream) => books.open(stream),
  'credits-granted': (books, stream, fields) => books.grant(stream, fields),
  'lot-lapsed': (books, stream, fields) => books.lapse(stream, fields),
  'lot-voided': (books, stream, fields) => books.voidLot(stream, fields),
  'lot-rolled-over': (books, stream, fields) => books.rollOver(stream, fields),
  'credits-deducted': (books, stream, fields) => books.deduct(stream, fields),
  // Of a refunded purchase: what is owed was charged before, and is no movement.
  'credits-taken-back': (books, stream, fields) => books.deduct(stream, fields),
  'held-credits-taken-back': (books, stream, fields) => books.deduct(stream, fields),
  'overdraft-drawn': (books, stream, fields) => books.draw(stream, fields),
  'overdraft-returned': (books, stream, fields) => books.returnDrawn(stream, fields),
  'overdraft-repaid': (books, stream, fields) => books.repay(stream, fields),
  'usage-recorded': (books, stream, fields) => books.charge(stream, fields),
  'generation-requested': (books, stream, fields) => books.hold(stream, fields),
  'generation-completed': (books, stream, fields) => {
    books.release(stream, fields);
    books.charge(stream, fields);
  },
  'generation-completed-late': (books, stream, fields) => books.charge(stream, fields),
  'generation-failed': release,
  'generation-cancelled': release,
  'generation-expired': release,
  closed: nothing,
  reopened: nothing,
  'hold-extended': nothing,
  'tier-changed': nothing,
  'limit-overridden': nothing,
  'limit-override-removed': nothing,
  'usage-removed': nothing,
  'gauge-moved': nothing,
  'lot-barred': nothing,
  // The credits come back as grants, in the same append.
  'generation-refunded': nothing,
  'purchase-refunded': nothing,
  'limit-threshold-crossed': nothing,
  'limit-threshold-recovered': nothing,
  'limit-reached': nothing,
  'limit-recovered': nothing,
  'credits-ran-low': nothing,
  'credits-exhausted': nothing,
  'credits-recovered': nothing,
  'command-refused': nothing,
  'command-had-no-effect': nothing,
};

/** What an event says of one lot. */
export function shareOf({ lotId, amountMicros }: Fields): Share {
  return { lotId: lotId!, amountMicros: amountMicros! };
}

/** Micro-credits. */
export function sumOf(shares: readonly Share[]): bigint {
  return shares.reduce((sum, { amountMicros }) => sum + BigInt(amountMicros), 0n);
}
