export { PaypalDouble } from './paypal-double';
export type { SignedWebhook } from './signed-webhook';
export { StripeDouble } from './stripe-double';
