import type { RegisteredCommand } from '@ledgerline/platform/commands';
import type { BillingParts } from '../billing-parts';
import { orderFamily } from '../order-family';
import { purchaseCreditsSlice } from './purchase-credits/purchase-credits.http';
import { refundOrderSlice } from './refund-order/refund-order.http';

/** Every command of the billing context: a new one is one folder and one line here. */
export function billingCommands(parts: BillingParts): readonly RegisteredCommand[] {
  return [
    { family: orderFamily, slice: purchaseCreditsSlice(parts) },
    { family: orderFamily, slice: refundOrderSlice },
  ];
}
