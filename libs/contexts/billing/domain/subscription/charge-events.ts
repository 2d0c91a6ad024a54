import { addDays, Timestamp } from '@ledgerline/kernel';
import { PAST_DUE_DAYS, RETRY_AFTER_DAYS } from './subscription-bounds';
import { periodStarted } from './period-events';
import type { SubscriptionEvent } from './subscription-events';
import type { SubscriptionLife } from './subscription-state';

/** The open charge is paid; what waited for its first money begins. */
export function chargePaid(
  life: SubscriptionLife,
  paid: {
    readonly orderId: string | null;
    readonly amountMinor: bigint;
    readonly currency: string;
    readonly paidAt: Timestamp;
  },
): readonly SubscriptionEvent[] {
  const { subscriptionId, accountId, everPaid, monthsBefore, status } = life;
  const { charge, ordinal, period } = life.charge!;
  const first = !everPaid && paid.amountMinor > 0n;
  const data = { subscriptionId, accountId, charge, ordinal, first, ...paid };
  const begins = status === 'INCOMPLETE' && period ? [periodStarted(life, { period, monthsBefore })] : [];
  return [{ type: 'ChargePaid', data }, ...begins];
}

/** The open charge was not paid: a subscription that is in use is tried again, and stays so long. */
export function chargeFailed(
  life: SubscriptionLife,
  { reason, failedAt }: { readonly reason: string; readonly failedAt: Timestamp },
): SubscriptionEvent {
  const { subscriptionId, accountId, status } = life;
  const { charge, ordinal, attempt } = life.charge!;
  const inUse = status === 'ACTIVE' || status === 'PAST_DUE';
  const since = life.pastDueSince ?? failedAt;
  const retries = RETRY_AFTER_DAYS.map((days) => addDays(since, days));
  return {
    type: 'ChargeFailed',
    data: {
      ...{ subscriptionId, accountId, charge, ordinal, attempt, reason, failedAt },
      retryAt: inUse ? (retries.find((at) => at > failedAt) ?? null) : null,
      accessEndsAt: inUse ? addDays(since, PAST_DUE_DAYS) : null,
    },
  };
}
