import type { OrderPlaced } from '../domain/order/order-events';
import { invoiceIdOfOrder } from './invoice-ids';

/** An order for credits has an invoice of its own; a subscription's charge names the one it is for. */
export function invoiceOfOrder({
  orderId,
  purpose,
}: Pick<OrderPlaced['data'], 'orderId' | 'purpose'>): string {
  return purpose.kind === 'subscription' ? purpose.invoiceId : invoiceIdOfOrder(orderId);
}
