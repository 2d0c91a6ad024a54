import type { Projection } from '@ledgerline/platform/projections';
import { invoices } from './invoices/invoices';
import { orders } from './orders/orders';
import { paymentMethods } from './payment-methods/payment-methods';
import { payments } from './payments/payments';
import { revenueDaily } from './revenue/revenue-daily';
import { subscriptions } from './subscriptions/subscriptions';
import { unclaimedEvents } from './unclaimed-events/unclaimed-events';
import { usageRecords } from './usage-records/usage-records';

/** The read models of the billing context. A new one is its folder and one line here. */
export const billingProjections: readonly Projection[] = [
  invoices,
  orders,
  paymentMethods,
  payments,
  revenueDaily,
  subscriptions,
  unclaimedEvents,
  usageRecords,
];
