import type { EventRegistry } from '@ledgerline/kernel';
import { sandboxStream } from './providers/sandbox/sandbox-stream';
import { invoiceSeriesStream } from './streams/invoice-series-stream';
import { invoiceStream } from './streams/invoice-stream';
import { orderStream } from './streams/order-stream';
import { paymentMethodsStream } from './streams/payment-methods-stream';
import { providerEventStream } from './streams/provider-event-stream';
import { subscriptionStream } from './streams/subscription-stream';

/** Every event that the streams of the billing context hold. */
export const billingEvents: readonly EventRegistry[] = [
  invoiceStream.events,
  invoiceSeriesStream.events,
  orderStream.events,
  paymentMethodsStream.events,
  providerEventStream.events,
  sandboxStream.events,
  subscriptionStream.events,
];
