import { DueSource, dueSourceOf } from '@ledgerline/platform/reactions';
import type { BillingParts } from './billing-parts';
import { ordersDue } from './projections/orders/orders-due';
import { subscriptions } from './projections/subscriptions/subscriptions';
import { subscriptionStream } from './streams/subscription-stream';

/** What falls due by itself in the streams of the billing context. */
export function billingDueSources({ models }: BillingParts): readonly DueSource[] {
  return [ordersDue(models), dueSourceOf({ projection: subscriptions, stream: subscriptionStream, models })];
}
