import { accept, noEffect, refuse, Timestamp } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountEvent, CreditType } from '../../domain/account-events';
import { AccountState, Lot } from '../../domain/account-state';
import { evolveAccount } from '../../domain/evolve';
import { lotVoided } from '../../domain/lot-consequences';
import { grantSubject } from '../../domain/subjects';
import { rolledLotId } from '../../domain/take-back';

export interface VoidLot {
  /** The lot itself, or the grant it comes from, by the external act behind it. */
  readonly of: { readonly lotId: string } | { readonly creditType: CreditType; readonly reference: string };
  readonly reason: string;
}

/**
 * Takes a lot back, and what of it has rolled over: what is neither spent nor held at once, what is held when
 * its hold resolves. A grant that has not come yet is barred: it will arrive void.
 */
export function voidLot(
  command: VoidLot,
  state: AccountState,
  { now, history }: AccountContext,
): AccountDecision {
  const missing = unusable(state, 'existing');
  if (missing) return missing;
  const { of, reason } = command;
  const recorded = 'lotId' in of ? [] : (history.get(grantSubject(of.creditType, of.reference)) ?? []);
  const lotIds = 'lotId' in of ? [of.lotId] : recorded.flatMap(lotIn);
  if (lotIds.length === 0 && !('lotId' in of)) {
    if (recorded.some(({ type }) => type === 'LotBarred')) return noEffect('already-barred');
    return accept({ type: 'LotBarred', data: { ...of, reason, barredAt: now } });
  }
  const taken = new Set(lotIds.flatMap((lotId) => [lotId, rolledLotId(lotId)]));
  const lots = state.lots.filter(({ lotId, creditType }) => creditType !== 'OVERDRAFT' && taken.has(lotId));
  if (lots.length === 0) return refuse('lot-not-found', { lotId: lotIds[0]! });
  const standing = lots.filter(({ voidReason }) => voidReason === null);
  if (standing.length === 0) return noEffect('already-void');

  return accept(...voidedOneByOne(state, standing, reason, now));
}

function voidedOneByOne(
  state: AccountState,
  lots: readonly Lot[],
  reason: string,
  now: Timestamp,
): readonly AccountEvent[] {
  let left = state;
  return lots.map((lot) => {
    const event = lotVoided(left, lot, reason, now);
    left = evolveAccount(left, event);
    return event;
  });
}

function lotIn(event: AccountEvent): readonly string[] {
  return event.type === 'CreditsGranted' ? [event.data.lotId] : [];
}
