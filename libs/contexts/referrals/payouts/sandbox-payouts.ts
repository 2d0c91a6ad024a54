import type {
  PayoutAsked,
  PayoutOrder,
  PayoutProvider,
  PayoutState,
  ProvidedMethod,
} from './payout-provider';

/** A destination that begins so is refused by the sandbox, or paid only when it is asked a second time. */
const REFUSED = 'refuse';
const SLOW = 'slow';

/**
 * The embedded stand-in of a provider: no money moves. Transactions are named after their payout, so that
 * one which is sent again after a restart is still the same one.
 */
export function sandboxPayouts(method: ProvidedMethod): PayoutProvider {
  const known = new Map<string, PayoutState>();
  const answer = ({ payoutId }: PayoutAsked, state: PayoutState): PayoutState => {
    known.set(payoutId, state);
    return state;
  };
  return {
    method,
    knowsForDays: null,
    pay: (order) => {
      const before = known.get(order.payoutId);
      return Promise.resolve(before ?? answer(order, firstAnswer(order)));
    },
    statusOf: (order) => {
      const before = known.get(order.payoutId);
      if (before?.state !== 'pending') return Promise.resolve(before ?? { state: 'unknown' });
      return Promise.resolve(answer(order, { state: 'paid', transactionId: transactionOf(order) }));
    },
  };
}

function firstAnswer(order: PayoutOrder): PayoutState {
  if (order.destination.startsWith(REFUSED)) {
    return { state: 'failed', reason: 'the destination takes no payments' };
  }
  const transactionId = transactionOf(order);
  return { state: order.destination.startsWith(SLOW) ? 'pending' : 'paid', transactionId };
}

function transactionOf({ payoutId }: PayoutAsked): string {
  return `sandbox-${payoutId}`;
}
