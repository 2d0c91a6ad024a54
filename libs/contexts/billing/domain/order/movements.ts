import type { Timestamp } from '@ledgerline/kernel';
import { afterFact, inTurn } from './order-decision';
import type { Movement, OrderEvent } from './order-events';
import { currencyOfPayment, Dispute, ExistingOrder, OrderState, unrefundedMinor } from './order-state';
import { isReversal, returnedFact, takenByBanksMinor } from './returned-money';
import { creditsOfRefundMicros } from './taken-back';

/**
 * What a refund or a dispute comes to. It may be told twice, late, and before the payment that it is of: then
 * it is set aside and takes effect with the payment, so that every order of arrival ends the same.
 */
export function movementFacts(
  state: ExistingOrder,
  movement: Movement,
  now: Timestamp,
): readonly OrderEvent[] {
  if (paymentIdOf(state, movement) !== undefined) return effectsOf[movement.kind](state, movement, now);
  const isKnown = state.setAside.some(({ kind, id }) => kind === movement.kind && id === movement.id);
  if (isKnown) return [];
  const { orderId } = state.placed;
  return [{ type: 'MovementSetAside', data: { orderId, movement, setAsideAt: now } }];
}

/** What was set aside for a payment that has come now; asked of the state before it and the one with it. */
export function awaitedFacts(before: OrderState, arrived: OrderState, now: Timestamp): readonly OrderEvent[] {
  const awaited = before.setAside.filter((movement) => !arrived.setAside.includes(movement));
  return inTurn(arrived, awaited, (state, movement) => movementFacts(state as ExistingOrder, movement, now));
}

type Effects = (state: ExistingOrder, movement: Movement, now: Timestamp) => readonly OrderEvent[];

const effectsOf: Readonly<Record<Movement['kind'], Effects>> = {
  refund: (state, movement, now) => goneBack(state, movement, { cause: 'refund', now }),
  'dispute-opened': (state, movement, now) =>
    disputeOf(state, movement)
      ? []
      : [
          {
            type: 'DisputeOpened',
            data: { ...disputed(state, movement), reason: movement.reason, openedAt: now },
          },
        ],
  'dispute-won': (state, movement, now) =>
    isClosed(disputeOf(state, movement)) ? [] : won(state, movement, now),
  'dispute-lost': (state, movement, now) =>
    isClosed(disputeOf(state, movement)) ? [] : lost(state, movement, now),
};

function lost(state: ExistingOrder, movement: Movement, now: Timestamp): readonly OrderEvent[] {
  const closed: OrderEvent = { type: 'DisputeLost', data: { ...disputed(state, movement), lostAt: now } };
  const amountMinor =
    takenByBanksMinor(afterFact(state, closed).disputes) - takenByBanksMinor(state.disputes);
  return [closed, ...goneBack(state, { ...movement, amountMinor }, { cause: 'dispute', now })];
}

/** What was taken back while the bank decided is here again, and the buyer's: its credits are gone. */
function won(state: ExistingOrder, movement: Movement, now: Timestamp): readonly OrderEvent[] {
  const closed: OrderEvent = { type: 'DisputeWon', data: { ...disputed(state, movement), wonAt: now } };
  const facts: OrderEvent[] = [closed];
  let backMinor = takenByBanksMinor(state.disputes) - takenByBanksMinor(afterFact(state, closed).disputes);
  for (const refund of state.refunds.filter((one) => one.state === 'refunded' && isReversal(one.refundId))) {
    if (refund.amountMinor > backMinor) continue;
    backMinor -= refund.amountMinor;
    facts.push(returnedFact(state, refund, { reason: 'dispute won', now }));
  }
  return facts;
}

function goneBack(
  state: ExistingOrder,
  movement: Movement,
  { cause, now }: { cause: 'refund' | 'dispute'; now: Timestamp },
): readonly OrderEvent[] {
  const { id: refundId, amountMinor, currency } = movement;
  const known = state.refunds.find((refund) => refund.refundId === refundId)?.state;
  if (known === 'refunded' || known === 'returned' || known === 'mismatched') return [];
  const paymentId = paymentIdOf(state, movement)!;
  const isSame = currency === currencyOfPayment(state, paymentId);
  const restMinor = isSame ? unrefundedMinor(state, paymentId) : 0n;
  const goneMinor = amountMinor < restMinor ? amountMinor : restMinor;
  const { orderId, accountId, provider } = state.placed;
  const owedMinor = state.payment?.paymentId === paymentId ? state.owedMinor : 0n;
  const paidOwedMinor = goneMinor < owedMinor ? goneMinor : owedMinor;
  const facts: OrderEvent[] = [];
  if (paidOwedMinor > 0n) {
    const owed = { amountMinor: paidOwedMinor, currency, refundedAt: now };
    facts.push({
      type: 'OwedMoneyRefunded',
      data: { orderId, accountId, provider, refundId, cause, ...owed },
    });
  }
  const newMinor = goneMinor - paidOwedMinor;
  if (newMinor > 0n) facts.push(refundFact(state, { movement, paymentId, goneMinor: newMinor, cause, now }));
  if (goneMinor < amountMinor) {
    const excess = { amountMinor: amountMinor - goneMinor, currency, mismatchedAt: now };
    facts.push({ type: 'RefundMismatched', data: { orderId, accountId, refundId, cause, ...excess } });
  }
  return facts;
}

function refundFact(
  state: ExistingOrder,
  of: {
    movement: Movement;
    paymentId: string;
    goneMinor: bigint;
    cause: 'refund' | 'dispute';
    now: Timestamp;
  },
): OrderEvent {
  const { movement, paymentId, goneMinor: amountMinor, cause, now: refundedAt } = of;
  const { orderId, accountId, purpose, totals, provider } = state.placed;
  const { id: refundId, currency, reason } = movement;
  if (state.payment?.paymentId !== paymentId) {
    const data = { orderId, accountId, refundId, paymentId, amountMinor, currency, refundedAt };
    return { type: 'StrayPaymentRefunded', data };
  }
  const refundedMinor = state.refundedMinor + amountMinor;
  const takenBackMicros = creditsUpTo(state, refundedMinor) - state.takenBackMicros;
  return {
    type: 'OrderRefunded',
    data: {
      ...{ orderId, accountId, purpose, totals, provider, refundId, cause, amountMinor, currency },
      ...{ refundedMinor, takenBackMicros, reason, refundedAt },
    },
  };
}

/** What never came into the account is not taken out of it. */
function creditsUpTo({ placed, grant, takenBackMicros }: ExistingOrder, refundedMinor: bigint): bigint {
  const { purpose, totals } = placed;
  if (grant === 'refused' || purpose.kind !== 'credits') return takenBackMicros;
  const { creditsMicros } = purpose;
  return creditsOfRefundMicros({ creditsMicros, refundedMinor, totalMinor: totals.totalMinor });
}

/** The payment that a movement is of, where it has come. */
function paymentIdOf({ payment, strays }: OrderState, { paymentId }: Movement): string | undefined {
  const known = [...(payment ? [payment.paymentId] : []), ...strays.map((stray) => stray.paymentId)];
  return paymentId === null ? payment?.paymentId : known.find((one) => one === paymentId);
}

function disputed({ placed }: ExistingOrder, { id: disputeId, amountMinor, currency }: Movement) {
  const { orderId, accountId, purpose } = placed;
  return { orderId, accountId, purpose, disputeId, amountMinor, currency };
}

function disputeOf({ disputes }: OrderState, { id }: Movement): Dispute | undefined {
  return disputes.find(({ disputeId }) => disputeId === id);
}

function isClosed(dispute: Dispute | undefined): boolean {
  return dispute !== undefined && dispute.state !== 'open';
}
