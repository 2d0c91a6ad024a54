import { accept, formatCredits, minMicros, noEffect, refuse } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountEvent, PurchaseRefunded } from '../../domain/account-events';
import { AccountState } from '../../domain/account-state';
import { grantSubject, type TakenBackGrant, takenBackSubject } from '../../domain/subjects';
import { creditsTakenBack, refundedOf } from '../../domain/take-back';

export interface TakeBackPurchase extends TakenBackGrant {
  /** The refund's id: each refund of an order has its own, for ever. */
  readonly reference: string;
  readonly amountMicros: bigint;
  readonly reason: string;
}

/**
 * Takes back what an order granted, whole or in parts: what is neither spent nor held at once, what is held
 * when its hold resolves; what is not there any more is owed. Never more than was granted, of no other lot,
 * and of a closed account too. A grant that has not come yet comes less what was refunded.
 */
export function takeBackPurchase(
  command: TakeBackPurchase,
  state: AccountState,
  { now, history, policy: catalog }: AccountContext,
): AccountDecision {
  const { orderId, grantType, reference, reason, amountMicros: askedMicros } = command;
  const missing = unusable(state, 'existing');
  if (missing) return missing;
  const recorded = history.get(takenBackSubject(command)) ?? [];
  const refunds = recorded.filter((event) => event.type === 'PurchaseRefunded');
  const same = refunds.find(({ data }) => data.reference === reference);
  if (same) return takenBefore(same, command);
  const acts = history.get(grantSubject('REFUND', reference)) ?? [];
  const other = acts.find(({ type }) => type !== 'LotBarred');
  if (other) return conflict(actOf(other), command);
  const granted = recorded.find((event) => event.type === 'CreditsGranted')?.data;
  if (granted && recorded.some(({ type }) => type === 'LotBarred')) return noEffect('already-void');
  const refundedMicros = refundedOf(refunds, granted?.amountMicros);
  const left = granted ? granted.amountMicros - refundedMicros : askedMicros;
  if (left === 0n) return noEffect('already-taken-back');

  const amountMicros = minMicros(askedMicros, left);
  const facts = { orderId, reference, reason, amountMicros, catalogVersion: catalog.version };
  const refunded: PurchaseRefunded = {
    type: 'PurchaseRefunded',
    data: {
      ...facts,
      ...(grantType && { grantType }),
      askedMicros,
      refundedMicros: refundedMicros + amountMicros,
      grantedMicros: granted?.amountMicros ?? null,
      refundedAt: now,
    },
  };
  const taken = creditsTakenBack(state, { ...facts, lotId: granted?.lotId ?? null, now });
  return accept<AccountEvent>(refunded, taken);
}

/** The same refund again changes nothing; with another amount it is another act. */
function takenBefore({ data }: PurchaseRefunded, command: TakeBackPurchase): AccountDecision {
  if (data.askedMicros === command.amountMicros) return noEffect('reference-already-taken-back');
  return conflict(-data.askedMicros, command);
}

/** What the reference stood for before: signed, as the balance moved. */
function actOf({ type, data }: AccountEvent): bigint {
  if (type === 'CreditsGranted') return data.amountMicros;
  return type === 'CreditsTakenBack' ? -data.amountMicros : 0n;
}

function conflict(grantedMicros: bigint, { reference, amountMicros }: TakeBackPurchase): AccountDecision {
  const figures = { granted: formatCredits(grantedMicros), asked: formatCredits(-amountMicros) };
  return refuse('reference-conflict', { reference, ...figures });
}
