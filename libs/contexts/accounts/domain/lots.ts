import { invariant, minMicros, Timestamp } from '@ledgerline/kernel';
import { LotShare } from './account-events';
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
 * What of a lot may be held or spent at `now`: effective, not past its expiry, not held by another
 * generation.
 */
export function availableOf(lot: Lot, now: Timestamp): bigint {
  if (lot.effectiveAt > now || (lot.expiresAt !== null && lot.expiresAt <= now)) return 0n;
  return lot.remainingMicros - lot.heldMicros;
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
}

/** Adds the (signed) changes to the lots they name; a lot with nothing left leaves the state. */
export function changeLots(
  lots: readonly Lot[],
  shares: readonly LotShare[],
  change: (share: LotShare) => LotChange,
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
