import { addMonths, epochMsOf, Timestamp } from '@ledgerline/kernel';
import { splitExactly } from '../money/split-exactly';
import type { SubscriptionLife } from './subscription-state';

/** Of a period that is cut off: what of its price, and of its month's credits, falls on time not used. */
export interface Unused {
  readonly unusedMinor: bigint;
  readonly unusedMicros: bigint;
}

/**
 * By the millisecond, in shares that sum exactly to the whole (`splitExactly`). What went back already counts
 * whole against the price: it is not given back twice.
 */
export function unusedAt(life: SubscriptionLife, now: Timestamp): Unused {
  const { period, terms, lastPaid, anchor, monthsBefore, monthsGranted } = life;
  if (!period) return { unusedMinor: 0n, unusedMicros: 0n };
  const worth = terms.priceMinor - (lastPaid?.refundedMinor ?? 0n);
  const month = monthsBefore + monthsGranted;
  const granted = monthsGranted > 0 && terms.creditsMicros > 0n;
  return {
    unusedMinor: worth > 0n ? partAfter(worth, period, now) : 0n,
    unusedMicros: granted
      ? partAfter(
          terms.creditsMicros,
          { start: addMonths(anchor, month - 1), end: addMonths(anchor, month) },
          now,
        )
      : 0n,
  };
}

function partAfter(
  amount: bigint,
  { start, end }: { readonly start: Timestamp; readonly end: Timestamp },
  now: Timestamp,
): bigint {
  const [from, until, at] = [start, end, now].map((instant) => BigInt(epochMsOf(instant)));
  if (at! >= until!) return 0n;
  return splitExactly(amount, [at! - from!, until! - at!])[1]!;
}
