import { formatMoney, Timestamp } from '@ledgerline/kernel';
import { equals, Page, PageAsked, readPage, type Reads, sql } from '@ledgerline/platform/queries';
import { UnclaimedEventRow, unclaimedEvents } from './unclaimed-events';

export interface UnclaimedEventListed {
  readonly provider: string;
  readonly eventId: string;
  /** As the provider names them; there is no such order here. */
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly kind: string;
  readonly reason: string;
  /** Null where it names no money. */
  readonly amount: string | null;
  readonly currency: string | null;
  readonly receivedAt: Timestamp;
  readonly unclaimedAt: Timestamp;
}

export class ListUnclaimedEvents {
  constructor(readonly asked: PageAsked & { readonly reason?: string | undefined }) {}
}

export function listUnclaimedEvents(
  reads: Reads,
  { asked }: ListUnclaimedEvents,
): Promise<Page<UnclaimedEventListed>> {
  const list = {
    name: 'unclaimed-events',
    from: unclaimedEvents,
    select: sql`select * from read_billing.unclaimed_events`,
    where: [equals('reason', asked.reason)],
    sort: [
      { column: 'unclaimed_at', type: 'timestamp' },
      { column: 'provider', type: 'text' },
      { column: 'event_id', type: 'text' },
    ],
    direction: 'desc',
  } as const;
  return readPage<UnclaimedEventRow, UnclaimedEventListed>(reads, list, asked, view);
}

function view(row: UnclaimedEventRow): UnclaimedEventListed {
  const { provider, kind, reason, amount_minor: amountMinor, currency } = row;
  return {
    ...{ provider, eventId: row.event_id, orderId: row.order_id, paymentId: row.payment_id, kind, reason },
    amount: amountMinor === null ? null : formatMoney(amountMinor, currency!),
    ...{ currency, receivedAt: row.received_at, unclaimedAt: row.unclaimed_at },
  };
}
