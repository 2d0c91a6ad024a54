export { billingDescription, runningBilling } from './billing.module';
export type { BillingParts } from './billing-parts';
export { paymentProviders, type PaymentProviders } from './providers/registry';
export type * from './domain/order/order-events';
export { orderFamily } from './order-family';
export { orderStream } from './streams/order-stream';
