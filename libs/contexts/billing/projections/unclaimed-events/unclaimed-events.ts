import type { Timestamp } from '@ledgerline/kernel';
import { totalProjection } from '@ledgerline/platform/projections';
import type { ProviderName } from '../../domain/order/order-events';
import type { ProviderEventEvent, ProviderEventUnclaimed } from '../../domain/provider-event/provider-events';

/** What a provider told and no order here claims, with the money that it speaks of. */
export interface UnclaimedEventRow {
  provider: ProviderName;
  event_id: string;
  order_id: string | null;
  payment_id: string | null;
  kind: ProviderEventUnclaimed['data']['kind'];
  reason: ProviderEventUnclaimed['data']['reason'];
  amount_minor: bigint | null;
  currency: string | null;
  received_at: Timestamp;
  unclaimed_at: Timestamp;
  position: string;
}

export const unclaimedEvents = totalProjection<UnclaimedEventRow, ProviderEventEvent>({
  name: 'unclaimed_events',
  version: 1,
  schema: 'read_billing',
  columns: {
    ...{ provider: 'text', event_id: 'text', order_id: 'text', payment_id: 'text', kind: 'text' },
    ...{ reason: 'text', amount_minor: 'bigint', currency: 'text', received_at: 'timestamp' },
    ...{ unclaimed_at: 'timestamp', position: 'text' },
  },
  key: ['provider', 'event_id'],
  indexes: [['unclaimed_at', 'provider', 'event_id']],
  financial: true,
  appendOnly: true,
  on: {
    ProviderEventReceived: 'ignored',
    ProviderEventBodyKept: 'ignored',
    ProviderEventUnclaimed: {
      keys: ({ data }) => [{ provider: data.provider, event_id: data.eventId }],
      fold: (_row, { data, position }) => ({
        ...{ provider: data.provider, event_id: data.eventId, order_id: data.orderId },
        ...{ payment_id: data.paymentId, kind: data.kind, reason: data.reason },
        ...{ amount_minor: data.amountMinor, currency: data.currency },
        ...{ received_at: data.receivedAt, unclaimed_at: data.unclaimedAt, position },
      }),
    },
  },
});
