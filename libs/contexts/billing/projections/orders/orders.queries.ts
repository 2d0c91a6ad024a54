import { formatCredits, formatMoney, Timestamp } from '@ledgerline/kernel';
import type { ReadModels } from '@ledgerline/platform/projections';
import {
  Asked,
  equals,
  ListOf,
  Page,
  PageAsked,
  readFirst,
  readPage,
  Reads,
  sql,
  TimeRange,
  within,
} from '@ledgerline/platform/queries';
import type { ProviderName } from '../../domain/order/order-events';
import { payments } from '../payments/payments';
import { attentionOf, OrderRow } from './order-row';
import { orders } from './orders';

/** Money as decimal text in `currency`. */
export interface OrderView {
  readonly orderId: string;
  readonly accountId: string;
  readonly status: OrderRow['status'];
  readonly purpose: OrderRow['purpose'];
  readonly package: string | null;
  readonly credits: string | null;
  readonly subscriptionId: string | null;
  readonly provider: ProviderName;
  readonly description: string;
  readonly currency: string;
  readonly subtotal: string;
  readonly tax: string;
  readonly total: string;
  readonly refunded: string;
  readonly creditsTakenBack: string;
  readonly providerOrderId: string | null;
  /** Where it is paid; null until the provider has opened it, and once it is no longer to be paid. */
  readonly checkoutUrl: string | null;
  readonly paymentId: string | null;
  readonly lotId: string | null;
  readonly failure: string | null;
  /** `payment-mismatched`, `grant-refused`, `disputed`, `refund-failed`: what a person has to look at. */
  readonly attention: readonly string[];
  readonly placedAt: Timestamp;
  readonly paidAt: Timestamp | null;
  readonly expiresAt: Timestamp;
  readonly position: string;
}

export interface OrderFilter extends TimeRange {
  readonly accountId?: string | undefined;
  readonly status?: string | undefined;
  readonly provider?: string | undefined;
  readonly attention?: 'true' | 'false' | undefined;
}

export class ListOrders {
  constructor(readonly asked: PageAsked & OrderFilter) {}
}

export class FindOrder {
  constructor(readonly asked: Asked & { readonly accountId: string; readonly orderId: string }) {}
}

export function listOrders(reads: Reads, { asked }: ListOrders): Promise<Page<OrderView>> {
  return readPage<OrderRow, OrderView>(reads, ordersOf(asked), asked, orderView);
}

/** @returns undefined where the account placed no such order */
export async function findOrder(
  reads: Reads,
  { asked }: FindOrder,
): Promise<(OrderView & { readonly position: string }) | undefined> {
  const list = ordersOf({ accountId: asked.accountId });
  const where = [...list.where, equals('order_id', asked.orderId)];
  const { row, position } = await readFirst<OrderRow>(reads, { ...list, where }, asked);
  return row && { ...orderView(row), position: position ?? row.position };
}

/** The order that a payment came for; a read model tells, so what came just now may not be there yet. */
export async function findOrderOfPayment(
  { models }: { readonly models: ReadModels },
  asked: {
    readonly provider: ProviderName;
    readonly paymentId: string | null;
  },
): Promise<string | undefined> {
  if (asked.paymentId === null) return undefined;
  const text = 'select order_id from read_billing.payments where provider = $1 and payment_id = $2';
  const { rows } = await models.query<{ order_id: string }>(payments, text, [
    asked.provider,
    asked.paymentId,
  ]);
  return rows[0]?.order_id;
}

function ordersOf(filter: OrderFilter): ListOf {
  return {
    name: 'orders',
    from: orders,
    select: sql`select * from read_billing.orders`,
    where: [
      equals('account_id', filter.accountId),
      equals('status', filter.status),
      equals('provider', filter.provider),
      filter.attention === undefined ? undefined : sql`needs_attention = ${filter.attention === 'true'}`,
      ...within('placed_at', filter),
    ],
    sort: [
      { column: 'placed_at', type: 'timestamp' },
      { column: 'order_id', type: 'text' },
    ],
    direction: 'desc',
  };
}

function orderView(row: OrderRow): OrderView {
  const money = (minor: bigint) => formatMoney(minor, row.currency);
  const isOpen = row.status === 'PENDING';
  return {
    orderId: row.order_id,
    accountId: row.account_id,
    status: row.status,
    purpose: row.purpose,
    package: row.package,
    credits: row.credits_micros === null ? null : formatCredits(row.credits_micros),
    subscriptionId: row.subscription_id,
    provider: row.provider,
    description: row.description,
    currency: row.currency,
    subtotal: money(row.subtotal_minor),
    tax: money(row.tax_minor),
    total: money(row.total_minor),
    refunded: money(row.refunded_minor),
    creditsTakenBack: formatCredits(row.taken_back_micros),
    providerOrderId: row.provider_order_id,
    checkoutUrl: isOpen ? row.checkout_url : null,
    paymentId: row.payment_id,
    lotId: row.lot_id,
    failure: row.failure,
    attention: attentionOf(row),
    placedAt: row.placed_at,
    paidAt: row.paid_at,
    expiresAt: row.expires_at,
    position: row.position,
  };
}
