import { accept, noEffect } from '@ledgerline/kernel';
import { awaitedFacts } from './movements';
import { afterFact, OrderContext, OrderDecision, orderNotFound } from './order-decision';
import type { OrderEvent, OrderPaid } from './order-events';
import { ExistingOrder, orderExists, OrderState } from './order-state';

export interface RecordPayment extends Pick<OrderPaid['data'], 'paymentId' | 'paidAt' | 'method'> {
  readonly amountMinor: bigint;
  /** ISO 4217, in capitals. */
  readonly currency: string;
}

/**
 * Money has come. It completes the order when it is exactly the order's, however late; any other is kept
 * apart. What was told of it before it came takes effect now.
 */
export function recordPayment(
  command: RecordPayment,
  state: OrderState,
  { now }: OrderContext,
): OrderDecision {
  if (!orderExists(state)) return orderNotFound();
  const { paymentId } = command;
  const isKnown =
    state.payment?.paymentId === paymentId || state.strays.some((stray) => stray.paymentId === paymentId);
  if (isKnown) return noEffect('payment-already-recorded');

  const differs = differenceOf(command, state);
  const arrival = differs ? mismatched(command, state, { differs, now }) : paid(command, state);
  return accept(arrival, ...awaitedFacts(state, afterFact(state, arrival), now));
}

type Difference = 'amount' | 'currency' | 'second';

function differenceOf(
  { amountMinor, currency }: RecordPayment,
  { payment, placed: { totals } }: ExistingOrder,
): Difference | undefined {
  if (currency !== totals.currency) return 'currency';
  if (amountMinor !== totals.totalMinor) return 'amount';
  return payment ? 'second' : undefined;
}

function mismatched(
  { paymentId, amountMinor, currency }: RecordPayment,
  { placed: { orderId, accountId, provider } }: ExistingOrder,
  { differs, now: mismatchedAt }: { differs: Difference; now: string },
): OrderEvent {
  const data = { orderId, accountId, provider, paymentId, differs, amountMinor, currency, mismatchedAt };
  return { type: 'OrderPaymentMismatched', data };
}

function paid({ paymentId, method, paidAt }: RecordPayment, { placed }: ExistingOrder): OrderEvent {
  const { orderId, accountId, purpose, totals, provider } = placed;
  const data = { orderId, accountId, purpose, totals, provider, paymentId, method, paidAt };
  return { type: 'OrderPaid', data };
}
