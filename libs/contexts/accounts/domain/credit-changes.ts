import { invariant, utcDay } from '@ledgerline/kernel';
import {
  AccountEvent,
  Balances,
  ChargedShare,
  CreditsTakenBack,
  HeldCreditsTakenBack,
  LotEnd,
  LotRolledOver,
} from './account-events';
import { AccountState, Lot, PendingTakeBack } from './account-state';
import { insertLot, spendLots, sumShares } from './lots';

/* How credits move between the parts of an account's state; evolve says which fact moves what. */

/** The event carries the balance it established: a fold that comes to another is wrong, or the log is. */
export function balanced(
  state: AccountState,
  balanceMicros: bigint,
  { after }: { readonly after: Balances },
): AccountState {
  invariant(
    after.balanceMicros === balanceMicros,
    'the balance an event carries is the balance of its history',
  );
  invariant(
    after.heldMicros === state.heldMicros,
    'the held credits an event carries are those of its history',
  );
  invariant(balanceMicros >= state.heldMicros, 'held credits never exceed the balance');
  return { ...state, balanceMicros };
}

/** Credits that are gone for good, and their part of what was paid for them. */
export function spend(
  state: AccountState,
  shares: readonly ChargedShare[],
  data: { readonly after: Balances },
): AccountState {
  const spent = shares.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
  return balanced({ ...state, lots: spendLots(state.lots, shares) }, state.balanceMicros - spent, data);
}

export function newLot(
  terms: Omit<Lot, 'remainingMicros' | 'heldMicros' | 'cost' | 'voidReason'>,
  amountMicros: bigint,
  cost: Lot['cost'],
): Lot {
  return { ...terms, remainingMicros: amountMicros, heldMicros: 0n, cost, voidReason: null };
}

export function refilled(
  state: AccountState,
  { creditType, grantedAt, amountMicros }: Extract<AccountEvent, { type: 'CreditsGranted' }>['data'],
): Pick<AccountState, 'refilledDay' | 'refilledMicros'> {
  const { refilledDay, refilledMicros } = state;
  if (creditType !== 'DAILY_REFILL') return { refilledDay, refilledMicros };
  const day = utcDay(grantedAt);
  return {
    refilledDay: day,
    refilledMicros: (refilledDay === day ? refilledMicros : 0n) + amountMicros,
  };
}

export function endLot(state: AccountState, data: LotEnd): AccountState {
  const { amountMicros } = data;
  const lots = amountMicros === 0n ? state.lots : spendLots(state.lots, [data]);
  return balanced({ ...state, lots }, state.balanceMicros - amountMicros, data);
}

/** What a refund takes is gone; for what it finds held it waits. */
export function takenBack(state: AccountState, data: CreditsTakenBack['data']): AccountState {
  const { orderId, lotId, pendingMicros } = data;
  const left = tookBack(state, data);
  if (lotId === null || pendingMicros === 0n) return left;
  const earlier = state.takeBacks.find((one) => one.orderId === orderId)?.amountMicros ?? 0n;
  return withTakeBack(left, { orderId, lotId, amountMicros: earlier + pendingMicros });
}

export function heldTakenBack(state: AccountState, data: HeldCreditsTakenBack['data']): AccountState {
  const { orderId, lotId, amountMicros, missingMicros, pendingMicros } = data;
  const due = state.takeBacks.find((one) => one.orderId === orderId);
  invariant(
    due && due.amountMicros === amountMicros + missingMicros + pendingMicros,
    'what a refund waited for is taken, owed, or waited for still',
  );
  return withTakeBack(tookBack(state, data), { orderId, lotId, amountMicros: pendingMicros });
}

function withTakeBack(state: AccountState, pending: PendingTakeBack): AccountState {
  const others = state.takeBacks.filter(({ orderId }) => orderId !== pending.orderId);
  return { ...state, takeBacks: pending.amountMicros === 0n ? others : [...others, pending] };
}

function tookBack(
  state: AccountState,
  data: CreditsTakenBack['data'] | HeldCreditsTakenBack['data'],
): AccountState {
  const { shares, amountMicros, missingMicros, refundsOwedMicros } = data;
  invariant(sumShares(shares) === amountMicros, 'what is taken back is taken from lots');
  invariant(
    refundsOwedMicros === state.refundsOwedMicros + missingMicros,
    'what an event says is owed for refunds is what its history owes',
  );
  return spend({ ...state, refundsOwedMicros }, shares, data);
}

export function withVoidLot(state: AccountState, lotId: string, voidReason: string): AccountState {
  return { ...state, lots: state.lots.map((lot) => (lot.lotId === lotId ? { ...lot, voidReason } : lot)) };
}

export function rollOver(state: AccountState, data: LotRolledOver['data']): AccountState {
  const { lotId, creditType, toLotId, priority, amountMicros, cost, rolledOverAt, expiresAt } = data;
  const terms = { lotId: toLotId, creditType, priority, expiresAt, rollover: null };
  const at = { grantedAt: rolledOverAt, effectiveAt: rolledOverAt };
  const left = spendLots(state.lots, [data]).map((lot) =>
    lot.lotId === lotId ? { ...lot, rollover: null } : lot,
  );
  return { ...state, lots: insertLot(left, newLot({ ...terms, ...at }, amountMicros, cost)) };
}
