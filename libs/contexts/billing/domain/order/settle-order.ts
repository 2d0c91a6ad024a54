import { addDays, addSeconds, Timestamp } from '@ledgerline/kernel';
import type { OrderEvent, OrderPlaced } from './order-events';
import { orderExists, OrderState } from './order-state';

/** A webhook that has not come after so long is looked for. */
const ASKED_AFTER_SECONDS = 15 * 60;
/** A bank may take days to say what became of a payment; after so many nobody waits for it any more. */
const ASKED_DAYS_MAX = 7;

/**
 * What waiting comes to: the provider is asked, a few times at most, and in the end the order expires. Of
 * several times that were missed only the last counts: one answer is enough.
 */
export function settleOrder(state: OrderState, now: Timestamp): readonly OrderEvent[] {
  if (!orderExists(state) || state.status !== 'PENDING') return [];
  const due = asksOf(state.placed).filter((at) => at <= now && at > (state.overdueAt ?? ''));
  const overdueAt = due.at(-1);
  if (overdueAt === undefined) return [];
  const { orderId, accountId, purpose, provider } = state.placed;
  if (nextAskAt(state.placed, overdueAt) === null) {
    return [{ type: 'OrderExpired', data: { orderId, accountId, purpose, expiredAt: overdueAt } }];
  }
  const providerOrderId = state.checkout?.providerOrderId ?? null;
  return [{ type: 'PaymentOverdue', data: { orderId, accountId, provider, providerOrderId, overdueAt } }];
}

/** When a pending order next falls due; null: it never does again. */
export function nextAskAt(
  placed: Pick<OrderPlaced['data'], 'placedAt' | 'expiresAt'>,
  overdueAt: Timestamp | null,
): Timestamp | null {
  return asksOf(placed).find((at) => at > (overdueAt ?? '')) ?? null;
}

function asksOf({
  placedAt,
  expiresAt,
}: Pick<OrderPlaced['data'], 'placedAt' | 'expiresAt'>): readonly Timestamp[] {
  const soon = addSeconds(placedAt, ASKED_AFTER_SECONDS);
  const later = Array.from({ length: ASKED_DAYS_MAX + 1 }, (_, day) => addDays(expiresAt, day));
  return soon < expiresAt ? [soon, ...later] : later;
}
