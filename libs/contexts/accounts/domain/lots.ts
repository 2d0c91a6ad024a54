import { invariant, minMicros, Timestamp } from '@ledgerline/kernel';
import { ChargedShare, LotShare, PurchaseAmount } from './account-events';
import { Lot } from './account-state';

/** Lots burn in the order priority, expiry (never last), created, id. */
export function burnsBefore(a: Lot, b: Lot): boolean {
  if (a.priority !== b.priority) return a.priority < b.priority;
  if (a.expiresAt !== b.expiresAt)
    return b.expiresAt === null || (a.expiresAt !== null && a.expiresAt < b.expiresAt);
  if (a.grantedAt !== b.grantedAt) return a.grantedAt < b.grantedAt;
  return a.lotId < b.lotId;
}

export function insertLot(lots: readonly Lot[], lot: Lot): readonly Lot[] {
  invariant(!lots.some(({ lotId }) => lotId === lot.lotId), 'a lot is granted once');
  const at = lots.findIndex((other) => burnsBefore(lot, other));
  return at < 0 ? [...lots, lot] : [...lots.slice(0, at), lot, ...lots.slice(at)];
}

/**
 * What of a lot may be held or spent at `now`: effective, not past its expiry, not void, not held by another
 * generation. What was drawn below zero is there for its own hold alone.
 */
export function availableOf(lot: Lot, now: Timestamp): bigint {
  if (lot.effectiveAt > now || (lot.expiresAt !== null && lot.expiresAt <= now)) return 0n;
  if (lot.voidReason !== null || lot.creditType === 'OVERDRAFT') return 0n;
  return lot.remainingMicros - lot.heldMicros;
}

/** Neither spent nor held. */
export function freeOf({ remainingMicros, heldMicros }: Lot): bigint {
  return remainingMicros - heldMicros;
}

export function availableMicros(lots: readonly Lot[], now: Timestamp): bigint {
  return lots.reduce((sum, lot) => sum + availableOf(lot, now), 0n);
}

/** Granted and effective only later. */
export function pendingMicros(lots: readonly Lot[], now: Timestamp): bigint {
  return lots.reduce(
    (sum, lot) => (lot.effectiveAt > now ? sum + lot.remainingMicros - lot.heldMicros : sum),
    0n,
  );
}

/** Takes up to `amountMicros` from what is available, in burn order. */
export function takeAvailable(
  lots: readonly Lot[],
  amountMicros: bigint,
  now: Timestamp,
): readonly LotShare[] {
  const shares: LotShare[] = [];
  let missing = amountMicros;
  for (const lot of lots) {
    if (missing === 0n) break;
    const taken = minMicros(availableOf(lot, now), missing);
    if (taken > 0n) shares.push({ lotId: lot.lotId, amountMicros: taken });
    missing -= taken;
  }
  return shares;
}

/** The part of what was paid for a lot that goes with so much of its rest; the last part takes all. */
export function costOf(lot: Lot, amountMicros: bigint): PurchaseAmount | null {
  if (lot.cost === null || amountMicros === lot.remainingMicros) return lot.cost;
  return { ...lot.cost, amountMinor: (lot.cost.amountMinor * amountMicros) / lot.remainingMicros };
}

/** Shares that are gone for good, with what matters of their lots. */
export function chargedShares(lots: readonly Lot[], shares: readonly LotShare[]): ChargedShare[] {
  return shares.map(({ lotId, amountMicros }) => {
    const lot = lots.find((other) => other.lotId === lotId);
    invariant(lot, 'shares name lots of the account');
    const { creditType, expiresAt } = lot;
    return { lotId, amountMicros, creditType, expiresAt, cost: costOf(lot, amountMicros) };
  });
}

/** Lots after shares of them are gone, and their part of the cost with them. */
export function spendLots(
  lots: readonly Lot[],
  shares: readonly Pick<ChargedShare, 'lotId' | 'amountMicros' | 'cost'>[],
): readonly Lot[] {
  return changeLots(lots, shares, ({ amountMicros, cost }) => ({
    remainingMicros: -amountMicros,
    costMinor: -(cost?.amountMinor ?? 0n),
  }));
}

/** Splits shares into the first `amountMicros` of them and the rest, both in their order. */
export function splitShares(
  shares: readonly LotShare[],
  amountMicros: bigint,
): { readonly taken: LotShare[]; readonly rest: LotShare[] } {
  const taken: LotShare[] = [];
  const rest: LotShare[] = [];
  let missing = amountMicros;
  for (const share of shares) {
    const part = minMicros(share.amountMicros, missing);
    if (part > 0n) taken.push({ lotId: share.lotId, amountMicros: part });
    if (part < share.amountMicros) rest.push({ lotId: share.lotId, amountMicros: share.amountMicros - part });
    missing -= part;
  }
  return { taken, rest };
}

export function sumShares(shares: readonly LotShare[]): bigint {
  return shares.reduce((sum, share) => sum + share.amountMicros, 0n);
}

/** Two lists of shares as one, a lot named once. */
export function mergeShares(first: readonly LotShare[], second: readonly LotShare[]): LotShare[] {
  const merged = new Map(first.map((share) => [share.lotId, share.amountMicros]));
  for (const { lotId, amountMicros } of second) merged.set(lotId, (merged.get(lotId) ?? 0n) + amountMicros);
  return [...merged].map(([lotId, amountMicros]) => ({ lotId, amountMicros }));
}

export interface LotChange {
  readonly remainingMicros?: bigint;
  readonly heldMicros?: bigint;
  readonly costMinor?: bigint;
}

/** Adds the (signed) changes to the lots they name; a lot with nothing left leaves the state. */
export function changeLots<Share extends LotShare>(
  lots: readonly Lot[],
  shares: readonly Share[],
  change: (share: Share) => LotChange,
): readonly Lot[] {
  if (shares.length === 0) return lots;
  const byLot = new Map(shares.map((share) => [share.lotId, change(share)]));
  const changed = lots.flatMap((lot) => {
    const delta = byLot.get(lot.lotId);
    if (!delta) return [lot];
    byLot.delete(lot.lotId);
    return settled({
      ...lot,
      remainingMicros: lot.remainingMicros + (delta.remainingMicros ?? 0n),
      heldMicros: lot.heldMicros + (delta.heldMicros ?? 0n),
      cost: lot.cost && { ...lot.cost, amountMinor: lot.cost.amountMinor + (delta.costMinor ?? 0n) },
    });
  });
  invariant(byLot.size === 0, 'shares name lots of the account');
  return changed;
}

function settled(lot: Lot): readonly Lot[] {
  invariant(lot.heldMicros >= 0n, 'held credits of a lot are never negative');
  invariant(lot.remainingMicros >= lot.heldMicros, 'a lot never holds more than it has left');
  return lot.remainingMicros === 0n ? [] : [lot];
}
