import type { EventRegistry } from '@ledgerline/kernel';
import { orderStream } from './streams/order-stream';
import { subscriptionStream } from './streams/subscription-stream';

/** Every event that the streams of the billing context hold. */
export const billingEvents: readonly EventRegistry[] = [orderStream.events, subscriptionStream.events];
