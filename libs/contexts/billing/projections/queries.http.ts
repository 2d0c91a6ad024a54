import type { Type } from '@nestjs/common';
import { invoicesQueries } from './invoices/invoices.http';
import { ordersQueries } from './orders/orders.http';
import { paymentMethodsQueries } from './payment-methods/payment-methods.http';
import { revenueQueries } from './revenue/revenue.http';
import { subscriptionsQueries } from './subscriptions/subscriptions.http';
import { unclaimedEventsQueries } from './unclaimed-events/unclaimed-events.http';
import { usageRecordsQueries } from './usage-records/usage-records.http';

interface Queries {
  readonly controllers: readonly Type[];
  readonly handlers: readonly Type[];
}

const all: readonly Queries[] = [
  invoicesQueries,
  ordersQueries,
  paymentMethodsQueries,
  revenueQueries,
  subscriptionsQueries,
  unclaimedEventsQueries,
  usageRecordsQueries,
];

/** The routes of all queries of this context, and their handlers on the query bus. */
export const billingQueries: Queries = {
  controllers: all.flatMap(({ controllers }) => controllers),
  handlers: all.flatMap(({ handlers }) => handlers),
};
