export { billingDescription, runningBilling } from './billing.module';
export type { BillingParts } from './billing-parts';
