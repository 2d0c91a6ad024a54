import { invariant } from '@ledgerline/kernel';
import { LotShare } from '../../domain/account-events';
import { BURN_PRIORITY } from '../../domain/burn-priority';
import { accountIdOf, Projected } from '../account-projection';
import { AccountLotRow } from './account-lot-row';

/* How a lot comes to be, by each of the facts that make one. */

type Row = AccountLotRow;

export function granted(row: Row | undefined, event: Projected<'CreditsGranted'>): Row {
  invariant(row === undefined, 'a lot is granted once');
  const { data } = event;
  return {
    ...newLot(event, data),
    credit_type: data.creditType,
    priority: data.priority,
    effective_at: data.effectiveAt,
    expires_at: data.expiresAt,
    reason: data.reason,
    cost_minor: data.purchaseAmount?.amountMinor ?? null,
    cost_currency: data.purchaseAmount?.currency ?? null,
    rollover_cap_micros: data.rollover?.capMicros ?? null,
    reference: data.reference,
    order_id: data.orderId,
    payment_id: data.paymentId,
    generation_id: data.generationId,
    actor_user_id: data.actorUserId,
    attributes: data.attributes,
    catalog_version: data.catalogVersion,
  };
}

/** A lot with nothing but its amount. */
function newLot(event: Projected, { lotId, amountMicros }: LotShare): Row {
  return {
    account_id: accountIdOf(event),
    lot_id: lotId,
    credit_type: 'OVERDRAFT',
    priority: BURN_PRIORITY.OVERDRAFT,
    amount_micros: amountMicros,
    remaining_micros: amountMicros,
    ...{ held_micros: 0n, spent_micros: 0n, expired_micros: 0n, voided_micros: 0n, moved_micros: 0n },
    ...{ take_back_micros: 0n, owed_micros: 0n },
    granted_at: event.at,
    effective_at: event.at,
    expires_at: null,
    closed_at: null,
    reason: 'overdraft',
    ...{ void_reason: null, cost_minor: null, cost_currency: null, rollover_cap_micros: null },
    ...{ reference: null, order_id: null },
    ...{ payment_id: null, generation_id: null, actor_user_id: null, attributes: {}, catalog_version: 0 },
  };
}

export function drawn(row: Row | undefined, event: Projected<'OverdraftDrawn'>): Row {
  invariant(row === undefined, 'an overdraft is drawn once');
  return { ...newLot(event, event.data), catalog_version: event.data.catalogVersion };
}

/** What a lapsing lot leaves behind, as a lot of its own. */
export function keptOf(row: Row | undefined, event: Projected<'LotRolledOver'>): Row {
  invariant(row === undefined, 'a lot rolls over once');
  const { toLotId, amountMicros, creditType, priority, cost, rolledOverAt, expiresAt, lotId } = event.data;
  return {
    ...newLot(event, { lotId: toLotId, amountMicros }),
    ...{ credit_type: creditType, priority, granted_at: rolledOverAt, effective_at: rolledOverAt },
    ...{ expires_at: expiresAt, reason: `rolled over from ${lotId}` },
    ...{ cost_minor: cost?.amountMinor ?? null, cost_currency: cost?.currency ?? null },
  };
}
