import type { Timestamp } from '@ledgerline/kernel';
import type { RefundReturned } from './order-refund-events';
import { currencyOfPayment, Dispute, ExistingOrder, Refund } from './order-state';

/** How a payment that was taken back of itself is marked: it is a dispute that nobody opened. */
export const REVERSAL_MARK = 'reversal:';

export function isReversal(disputeId: string): boolean {
  return disputeId.startsWith(REVERSAL_MARK);
}

/**
 * What banks have taken of an order in all. Of a dispute's money a provider may tell twice: that it was taken
 * back, and that the dispute was lost. It is the same money, and what a won dispute gives back is not gone.
 */
export function takenByBanksMinor(disputes: readonly Dispute[]): bigint {
  const sum = (isOne: (dispute: Dispute) => boolean) =>
    disputes.filter(isOne).reduce((total, { amountMinor }) => total + amountMinor, 0n);
  const reversed = sum(({ disputeId, state }) => state === 'lost' && isReversal(disputeId));
  const lost = sum(({ disputeId, state }) => state === 'lost' && !isReversal(disputeId));
  const stillReversed = reversed - sum(({ state }) => state === 'won');
  return lost > stillReversed ? lost : stillReversed > 0n ? stillReversed : 0n;
}

/** A refund that was made and did not stay made. */
export function returnedFact(
  state: ExistingOrder,
  { refundId, paymentId, cause, amountMinor }: Refund,
  { reason, now: returnedAt }: { readonly reason: string; readonly now: Timestamp },
): RefundReturned {
  const { orderId, accountId, provider } = state.placed;
  const of = state.payment?.paymentId === paymentId ? 'order' : 'stray';
  const currency = currencyOfPayment(state, paymentId)!;
  const named = { orderId, accountId, provider, refundId, paymentId, of, cause } as const;
  return { type: 'RefundReturned', data: { ...named, amountMinor, currency, reason, returnedAt } };
}
