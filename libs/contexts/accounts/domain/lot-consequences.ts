import { addDays, invariant, minMicros, Timestamp } from '@ledgerline/kernel';
import { AccountEvent, Balances, LotRolledOver, OverdraftRepaid } from './account-events';
import { AccountState, Lot } from './account-state';
import { evolveAccount } from './evolve';
import { availableMicros, chargedShares, costOf, freeOf, takeAvailable } from './lots';
import { rolledLotId, takeBacksDue } from './take-back';

/**
 * What follows for lots from time and from what came back to them: a refund takes what it waited for; the
 * free part of a lapsed lot lapses (or rolls over), that of a void one is void, that of an overdraft is owed
 * no more; and what is owed is repaid from whatever is available. Held parts stay: the job was promised them.
 */
export function lotConsequences(state: AccountState, now: Timestamp): readonly AccountEvent[] {
  const nothingDue = state.takeBacks.length === 0 && owedMicros(state) === 0n;
  if (nothingDue && !state.lots.some((lot) => hasEnded(lot, now))) return [];
  const events: AccountEvent[] = [];
  let settled = state;
  const record = (event: AccountEvent) => {
    events.push(event);
    settled = evolveAccount(settled, event);
  };
  takeBacksDue(state, now).forEach(record);
  // What rolls over may itself have come to its end since: a second look finds it.
  for (const { lotId } of state.lots) lotEnd(settled, lotId, now).forEach(record);
  if (events.some(({ type }) => type === 'LotRolledOver')) {
    for (const { lotId } of settled.lots) lotEnd(settled, lotId, now).forEach(record);
  }
  const repayment = repaymentDue(settled, now);
  if (repayment) record(repayment);
  return events;
}

/** The free part of one lot that has ended by `now`. */
export function lotEnd(state: AccountState, lotId: string, now: Timestamp): readonly AccountEvent[] {
  const lot = state.lots.find((candidate) => candidate.lotId === lotId);
  if (!lot || !hasEnded(lot, now)) return [];
  if (lot.creditType === 'OVERDRAFT') return [overdraftReturned(state, lot, now)];
  if (lot.voidReason !== null) return [lotVoided(state, lot, lot.voidReason, now)];
  const kept = rolledOver(state, lot);
  if (!kept) return [lotLapsed(state, lot)];
  const left = evolveAccount(state, kept);
  const rest = left.lots.find((candidate) => candidate.lotId === lotId);
  return rest && hasEnded(rest, now) ? [kept, lotLapsed(left, rest)] : [kept];
}

/** What of a lot is free and has no future. */
function hasEnded(lot: Lot, now: Timestamp): boolean {
  if (lot.remainingMicros === lot.heldMicros) return false;
  if (lot.creditType === 'OVERDRAFT' || lot.voidReason !== null) return true;
  return lot.expiresAt !== null && lot.expiresAt <= now;
}

function lotLapsed(state: AccountState, lot: Lot): AccountEvent {
  return { type: 'LotLapsed', data: { ...goneOf(state, lot), lapsedAt: lot.expiresAt! } };
}

export function lotVoided(state: AccountState, lot: Lot, reason: string, now: Timestamp): AccountEvent {
  const pendingMicros = lot.heldMicros;
  return { type: 'LotVoided', data: { ...goneOf(state, lot), reason, pendingMicros, voidedAt: now } };
}

function goneOf(state: AccountState, lot: Lot) {
  const { lotId, creditType } = lot;
  const amountMicros = freeOf(lot);
  const cost = costOf(lot, amountMicros);
  return { lotId, creditType, amountMicros, cost, after: without(state, amountMicros) };
}

function without(state: AccountState, amountMicros: bigint): Balances {
  return { balanceMicros: state.balanceMicros - amountMicros, heldMicros: state.heldMicros };
}

/** Kept up to the cap and not again: what rolled over lapses for good. */
function rolledOver(state: AccountState, lot: Lot): LotRolledOver | undefined {
  if (lot.rollover === null || lot.rollover.capMicros === 0n) return undefined;
  invariant(lot.expiresAt !== null, 'only what lapses rolls over');
  const amountMicros = minMicros(freeOf(lot), lot.rollover.capMicros);
  const { lotId, creditType, priority, expiresAt: rolledOverAt } = lot;
  return {
    type: 'LotRolledOver',
    data: {
      ...{ lotId, creditType, toLotId: rolledLotId(lotId), priority, amountMicros, rolledOverAt },
      cost: costOf(lot, amountMicros),
      expiresAt: addDays(rolledOverAt, lot.rollover.days),
      after: { balanceMicros: state.balanceMicros, heldMicros: state.heldMicros },
    },
  };
}

/** What was drawn below zero and spent: owed until a grant repays it. */
export function owedMicros({ overdrawnMicros, lots }: AccountState): bigint {
  if (overdrawnMicros === 0n) return 0n;
  return lots.reduce(
    (owed, lot) => (lot.creditType === 'OVERDRAFT' ? owed - lot.remainingMicros : owed),
    overdrawnMicros,
  );
}

function overdraftReturned(state: AccountState, lot: Lot, now: Timestamp): AccountEvent {
  const amountMicros = freeOf(lot);
  return {
    type: 'OverdraftReturned',
    data: {
      lotId: lot.lotId,
      amountMicros,
      overdrawnMicros: state.overdrawnMicros - amountMicros,
      returnedAt: now,
      after: without(state, amountMicros),
    },
  };
}

function repaymentDue(state: AccountState, now: Timestamp): OverdraftRepaid | undefined {
  const amountMicros = minMicros(owedMicros(state), availableMicros(state.lots, now));
  if (amountMicros === 0n) return undefined;
  const shares = chargedShares(state.lots, takeAvailable(state.lots, amountMicros, now));
  return {
    type: 'OverdraftRepaid',
    data: {
      amountMicros,
      shares,
      overdrawnMicros: state.overdrawnMicros - amountMicros,
      repaidAt: now,
      after: without(state, amountMicros),
    },
  };
}
