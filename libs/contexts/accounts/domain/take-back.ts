import { minMicros, Timestamp } from '@ledgerline/kernel';
import {
  AccountEvent,
  CreditsGranted,
  CreditsTakenBack,
  HeldCreditsTakenBack,
  PurchaseRefunded,
} from './account-events';
import { AccountState, PendingTakeBack } from './account-state';
import { evolveAccount } from './evolve';
import { chargedShares, freeOf, splitShares, sumShares } from './lots';

/** The lot that a lot rolls over into: whoever takes back the one takes back the other. */
export function rolledLotId(lotId: string): string {
  return `${lotId}-rolled`;
}

/** What refunds of an order came to; never more than it granted, if it has. */
export function refundedOf(refunds: readonly PurchaseRefunded[], grantedMicros?: bigint): bigint {
  const refunded = refunds.reduce((sum, { data }) => sum + data.amountMicros, 0n);
  return grantedMicros === undefined ? refunded : minMicros(refunded, grantedMicros);
}

export interface TakeBack extends Pick<
  CreditsTakenBack['data'],
  'orderId' | 'reference' | 'lotId' | 'reason' | 'catalogVersion'
> {
  readonly amountMicros: bigint;
  readonly now: Timestamp;
}

/** One refund takes credits from what its order granted; no other lot is touched. */
export function creditsTakenBack(
  state: AccountState,
  { amountMicros, now, ...facts }: TakeBack,
): CreditsTakenBack {
  const dueMicros = facts.lotId === null ? 0n : amountMicros;
  const earlier = state.takeBacks.find(({ orderId }) => orderId === facts.orderId);
  const taken = takenOf(state, { ...facts, dueMicros, promisedMicros: earlier?.amountMicros ?? 0n }, now);
  return { type: 'CreditsTakenBack', data: { ...facts, ...taken, creditType: 'REFUND' } };
}

/** Refunds that came before the grant they are about, each as far as the grant goes. */
export function takenOnArrival(
  arrived: AccountState,
  { data: { lotId, amountMicros: grantedMicros, catalogVersion } }: CreditsGranted,
  recorded: readonly AccountEvent[],
  now: Timestamp,
): readonly CreditsTakenBack[] {
  const refunds = recorded.filter((event) => event.type === 'PurchaseRefunded');
  let left = arrived;
  return refunds.flatMap(({ data: { orderId, reference, reason } }, i) => {
    const before = refundedOf(refunds.slice(0, i), grantedMicros);
    const amountMicros = refundedOf(refunds.slice(0, i + 1), grantedMicros) - before;
    if (amountMicros === 0n) return [];
    const facts = { orderId, reference, reason, lotId, amountMicros, catalogVersion, now };
    const taken = creditsTakenBack(left, facts);
    left = evolveAccount(left, taken);
    return [taken];
  });
}

/** What refunds wait for and has come free since, or has been spent. */
export function takeBacksDue(state: AccountState, now: Timestamp): readonly HeldCreditsTakenBack[] {
  let left = state;
  return state.takeBacks.flatMap((pending) => {
    const event = heldTakenBack(left, pending, now);
    if (!event) return [];
    left = evolveAccount(left, event);
    return [event];
  });
}

function heldTakenBack(
  state: AccountState,
  { orderId, lotId, amountMicros: dueMicros }: PendingTakeBack,
  now: Timestamp,
): HeldCreditsTakenBack | undefined {
  const taken = takenOf(state, { lotId, dueMicros, promisedMicros: 0n }, now);
  if (taken.pendingMicros === dueMicros) return undefined;
  return { type: 'HeldCreditsTakenBack', data: { orderId, lotId, ...taken } };
}

/** First what is free; for what is held it waits, unless an earlier refund does; the rest is owed. */
function takenOf(
  state: AccountState,
  asked: { readonly lotId: string | null; readonly dueMicros: bigint; readonly promisedMicros: bigint },
  now: Timestamp,
) {
  const { lotId: id, dueMicros, promisedMicros } = asked;
  const lots = id === null ? [] : state.lots.filter(({ lotId }) => lotId === id || lotId === rolledLotId(id));
  const free = lots.map((lot) => ({ lotId: lot.lotId, amountMicros: freeOf(lot) }));
  const shares = chargedShares(state.lots, splitShares(free, dueMicros).taken);
  const amountMicros = sumShares(shares);
  const heldMicros = lots.reduce((sum, lot) => sum + lot.heldMicros, 0n);
  const waitableMicros = heldMicros > promisedMicros ? heldMicros - promisedMicros : 0n;
  const pendingMicros = minMicros(dueMicros - amountMicros, waitableMicros);
  const missingMicros = dueMicros - amountMicros - pendingMicros;
  return {
    ...{ amountMicros, shares, missingMicros, pendingMicros, takenBackAt: now },
    refundsOwedMicros: state.refundsOwedMicros + missingMicros,
    after: { balanceMicros: state.balanceMicros - amountMicros, heldMicros: state.heldMicros },
  };
}
