import { minMicros } from '@ledgerline/kernel';
import { splitExactly } from '../money/split-exactly';
import type { SubscriptionTerms } from './subscription-facts';
import type { KeptOf, PaidCharge, SubscriptionState } from './subscription-state';

/*
 * Which payments the money is of that changes of plan have kept. A payment that goes back takes with it what
 * was kept of it, so that nobody is given it twice; it takes nothing that was kept of another.
 */

/** Of the charge that was paid last: what it was paid with itself, and what was taken off it before. */
export function keptOfLast(
  last: PaidCharge | null | undefined,
  { from, unusedMinor }: { readonly from: SubscriptionTerms; readonly unusedMinor: bigint },
): readonly KeptOf[] {
  if (!last || unusedMinor === 0n) return [];
  const { orderId, refundedMinor, creditOf: before } = last;
  const worthMinor = from.priceMinor - refundedMinor;
  const beforeMinor = minMicros(before?.amountMinor ?? 0n, worthMinor);
  const [keptBefore, kept] = splitExactly(unusedMinor, [beforeMinor, worthMinor - beforeMinor]);
  return [
    { orderId: before?.orderId ?? null, keptMinor: keptBefore!, worthMinor: beforeMinor, refundedMinor: 0n },
    { orderId, keptMinor: kept!, worthMinor: worthMinor - beforeMinor, refundedMinor },
  ].filter(({ keptMinor }) => keptMinor > 0n);
}

/** The first payment that what was taken off the open charge was kept of. */
export function creditOf({ life, keptOf }: SubscriptionState): PaidCharge['creditOf'] {
  const amountMinor = life?.charge?.creditUsedMinor ?? 0n;
  return amountMinor > 0n ? { orderId: keptOf[0]?.orderId ?? null, amountMinor } : null;
}

/** A charge is paid: what was taken off it is used up, the oldest first. */
export function keptAfterUse(keptOf: readonly KeptOf[], usedMinor: bigint): readonly KeptOf[] {
  let leftMinor = usedMinor;
  return keptOf
    .map((kept) => {
      const takenMinor = minMicros(leftMinor, kept.keptMinor);
      leftMinor -= takenMinor;
      return { ...kept, keptMinor: kept.keptMinor - takenMinor };
    })
    .filter(({ keptMinor }) => keptMinor > 0n);
}

interface Refunded {
  readonly orderId: string;
  /** Of the payment, so far. */
  readonly refundedMinor: bigint;
}

/** Money went back: what is kept of it is worth less, in the same part. */
export function keptAfterRefund(keptOf: readonly KeptOf[], refund: Refunded): readonly KeptOf[] {
  return keptOf.map((kept) => afterRefund(kept, refund)).filter(({ keptMinor }) => keptMinor > 0n);
}

/** What is kept no more because of it. */
export function keptLostMinor(keptOf: readonly KeptOf[], refund: Refunded): bigint {
  return sumOf(keptOf) - sumOf(keptAfterRefund(keptOf, refund));
}

function afterRefund(kept: KeptOf, { orderId, refundedMinor }: Refunded): KeptOf {
  const goneMinor = refundedMinor - kept.refundedMinor;
  if (kept.orderId !== orderId || goneMinor <= 0n) return kept;
  const worthMinor = kept.worthMinor - goneMinor;
  if (worthMinor <= 0n) return { ...kept, keptMinor: 0n };
  const keptMinor = splitExactly(kept.keptMinor, [goneMinor, worthMinor])[1]!;
  return { ...kept, keptMinor, worthMinor, refundedMinor };
}

function sumOf(keptOf: readonly KeptOf[]): bigint {
  return keptOf.reduce((sum, { keptMinor }) => sum + keptMinor, 0n);
}
