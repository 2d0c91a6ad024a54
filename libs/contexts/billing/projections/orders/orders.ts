import { type ProjectedOf, totalProjection, type TypedHandler } from '@ledgerline/platform/projections';
import type { OrderEvent, OrderPlaced } from '../../domain/order/order-events';
import { isReversal } from '../../domain/order/returned-money';
import { nextAskAt } from '../../domain/order/settle-order';
import { attentionOf, OrderRow } from './order-row';

type Row = OrderRow;
type Type = OrderEvent['type'];

/** Every order as it stands; money of each is in its own currency. */
export const orders = totalProjection<Row, OrderEvent>({
  name: 'orders',
  version: 1,
  schema: 'read_billing',
  columns: {
    ...{ order_id: 'text', account_id: 'text', status: 'text', purpose: 'text', package: 'text' },
    ...{ credits_micros: 'bigint', subscription_id: 'text', provider: 'text', collection: 'text' },
    ...{ description: 'text', currency: 'text', subtotal_minor: 'bigint', tax_minor: 'bigint' },
    ...{ total_minor: 'bigint', refunded_minor: 'bigint', refund_requested_minor: 'bigint' },
    ...{ taken_back_micros: 'bigint', stray_minor: 'bigint', provider_order_id: 'text' },
    ...{ checkout_url: 'text', payment_id: 'text', lot_id: 'text', grant_refused: 'text' },
    ...{ open_disputes: 'integer', refund_trouble: 'boolean', failure: 'text' },
    ...{ placed_at: 'timestamp', paid_at: 'timestamp', failed_at: 'timestamp', expires_at: 'timestamp' },
    ...{ overdue_at: 'timestamp', due_at: 'timestamp', needs_attention: 'boolean', position: 'text' },
  },
  key: ['order_id'],
  indexes: [
    ['placed_at', 'order_id'],
    ['account_id', 'placed_at', 'order_id'],
    ['needs_attention', 'placed_at', 'order_id'],
    ['due_at', 'order_id'],
    ['failed_at', 'order_id'],
  ],
  financial: true,
  streamOf: { prefix: 'order-', column: 'order_id' },
  on: {
    OrderPlaced: { keys, fold: (_row, event) => placedRow(event) },
    CheckoutOpened: change((_row, { data }) => ({
      provider_order_id: data.providerOrderId,
      checkout_url: data.checkoutUrl,
    })),
    OrderPaid: change((_row, { data }) => ({
      status: 'COMPLETED',
      payment_id: data.paymentId,
      paid_at: data.paidAt,
      due_at: null,
    })),
    OrderPaymentMismatched: change((row, { data }) => ({ stray_minor: row.stray_minor + data.amountMinor })),
    PaymentOverdue: change((row, { data }) => ({
      overdue_at: data.overdueAt,
      due_at: nextAskAt(termsOf(row), data.overdueAt),
    })),
    OrderFailed: change((_row, { data }) => ({
      status: 'FAILED',
      failure: data.reason,
      failed_at: data.failedAt,
      due_at: null,
    })),
    OrderExpired: change(() => ({ status: 'EXPIRED', due_at: null })),
    OrderGranted: change((_row, { data }) => ({ lot_id: data.lotId, grant_refused: null })),
    OrderGrantRefused: change((_row, { data }) => ({ grant_refused: data.reason })),
    RefundRequested: change((row, { data }) => ({
      refund_requested_minor: row.refund_requested_minor + data.amountMinor,
      refund_trouble: false,
    })),
    OrderRefunded: change((row, { data }) => ({
      refunded_minor: data.refundedMinor,
      taken_back_micros: row.taken_back_micros + data.takenBackMicros,
    })),
    RefundFailed: change(() => ({ refund_trouble: true })),
    RefundReturned: change((row, { data }) => ({
      refund_trouble: true,
      stray_minor: row.stray_minor + (data.of === 'stray' ? data.amountMinor : 0n),
    })),
    OwedMoneyRefunded: change(() => ({ refund_trouble: false })),
    StrayPaymentRefunded: change((row, { data }) => ({ stray_minor: row.stray_minor - data.amountMinor })),
    RefundMismatched: change(() => ({ refund_trouble: true })),
    MovementSetAside: change(() => ({})),
    DisputeOpened: change((row) => ({ open_disputes: row.open_disputes + 1 })),
    DisputeWon: change(disputeClosed),
    // Nobody opened it: another may be open.
    DisputeLost: change((row, { data }) => (isReversal(data.disputeId) ? {} : disputeClosed(row))),
  },
});

function keys({ stream }: { readonly stream: string }): readonly Partial<Row>[] {
  return [{ order_id: stream.slice('order-'.length) }];
}

function change<T extends Type>(
  changes: (row: Row, event: ProjectedOf<OrderEvent, T>) => Partial<Row>,
): TypedHandler<Row, OrderEvent, T> {
  return {
    keys,
    fold: (row, event) => {
      const { position } = event as { readonly position: string };
      const changed = { ...row!, ...changes(row!, event), position };
      return { ...changed, needs_attention: attentionOf(changed).length > 0 };
    },
  };
}

/** A dispute that is closed before it was told to be open was never counted. */
function disputeClosed({ open_disputes: open }: Row): Partial<Row> {
  return { open_disputes: Math.max(0, open - 1) };
}

function termsOf({ placed_at: placedAt, expires_at: expiresAt }: Row) {
  return { placedAt, expiresAt };
}

function placedRow({ data, position }: ProjectedOf<OrderEvent, 'OrderPlaced'>): Row {
  const { orderId, accountId, purpose, provider, collection, lines, totals } = data;
  return {
    ...{ order_id: orderId, account_id: accountId, status: 'PENDING', provider, collection },
    ...purposeOf(purpose),
    description: lines.map((line) => line.description).join(', '),
    currency: totals.currency,
    subtotal_minor: totals.subtotalMinor,
    tax_minor: totals.taxMinor,
    total_minor: totals.totalMinor,
    ...{ refunded_minor: 0n, refund_requested_minor: 0n, taken_back_micros: 0n, stray_minor: 0n },
    ...{ provider_order_id: null, checkout_url: null, payment_id: null, lot_id: null },
    ...{ grant_refused: null, open_disputes: 0, refund_trouble: false, failure: null },
    ...{ placed_at: data.placedAt, paid_at: null, failed_at: null, expires_at: data.expiresAt },
    ...{ overdue_at: null, due_at: nextAskAt(data, null), needs_attention: false, position },
  };
}

function purposeOf(purpose: OrderPlaced['data']['purpose']) {
  const isCredits = purpose.kind === 'credits';
  return {
    purpose: purpose.kind,
    package: isCredits ? purpose.package : null,
    credits_micros: isCredits ? purpose.creditsMicros : null,
    subscription_id: isCredits ? null : purpose.subscriptionId,
  };
}
