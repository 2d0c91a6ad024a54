import type { Timestamp } from '@ledgerline/kernel';
import type { OrderPurpose, ProviderName } from '../../domain/order/order-events';
import type { OrderState } from '../../domain/order/order-state';

export type OrderStatus = Exclude<OrderState['status'], 'missing'>;

/** One order, and all that is known of its money. */
export interface OrderRow {
  order_id: string;
  account_id: string;
  status: OrderStatus;
  purpose: OrderPurpose['kind'];
  package: string | null;
  credits_micros: bigint | null;
  subscription_id: string | null;
  provider: ProviderName;
  collection: 'checkout' | 'automatic';
  description: string;
  /** ISO 4217; of every amount but what was kept apart. */
  currency: string;
  subtotal_minor: bigint;
  tax_minor: bigint;
  total_minor: bigint;
  refunded_minor: bigint;
  refund_requested_minor: bigint;
  taken_back_micros: bigint;
  /** What came and is not the order's, less what of it went back; in whatever currency it came. */
  stray_minor: bigint;
  provider_order_id: string | null;
  checkout_url: string | null;
  payment_id: string | null;
  lot_id: string | null;
  grant_refused: string | null;
  open_disputes: number;
  refund_trouble: boolean;
  failure: string | null;
  placed_at: Timestamp;
  paid_at: Timestamp | null;
  failed_at: Timestamp | null;
  expires_at: Timestamp;
  overdue_at: Timestamp | null;
  /** When time next causes something in it; null: it never does again. */
  due_at: Timestamp | null;
  /** Whether a person has to look: its money is not where it should be. */
  needs_attention: boolean;
  /** Position of the last event about it. */
  position: string;
}

/** What a person has to look at, in words. */
export function attentionOf(row: OrderRow): readonly string[] {
  const isUnsettled = row.grant_refused !== null && row.refunded_minor < row.total_minor;
  return [
    ...(row.stray_minor !== 0n ? ['payment-mismatched'] : []),
    ...(isUnsettled ? ['grant-refused'] : []),
    ...(row.open_disputes > 0 ? ['disputed'] : []),
    ...(row.refund_trouble ? ['refund-failed'] : []),
  ];
}
