import type { EventRegistry } from '@ledgerline/kernel';
import { invoiceSeriesStream } from './streams/invoice-series-stream';
import { invoiceStream } from './streams/invoice-stream';
import { orderStream } from './streams/order-stream';
import { subscriptionStream } from './streams/subscription-stream';

/** Every event that the streams of the billing context hold. */
export const billingEvents: readonly EventRegistry[] = [
  invoiceStream.events,
  invoiceSeriesStream.events,
  orderStream.events,
  subscriptionStream.events,
];
