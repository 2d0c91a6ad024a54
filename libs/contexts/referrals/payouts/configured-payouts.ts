import { paypalSettings, stripeSettings } from '@ledgerline/contexts/billing';
import type { PaymentSettings } from '@ledgerline/platform/config';
import type { PayoutProviders } from './payout-provider';
import { paypalPayouts } from './paypal-payouts';
import { sandboxPayouts } from './sandbox-payouts';
import { stripePayouts } from './stripe-payouts';

/**
 * Who pays, as the configuration sets it up: the sandbox stands in only where it is offered to buyers. By a
 * method that nobody stands behind no payout is asked for, and one that was asked for before waits.
 */
export function configuredPayouts(payments: PaymentSettings): PayoutProviders {
  const [stripe, paypal] = [stripeSettings(payments), paypalSettings(payments)];
  const standsIn = payments.offered.includes('SANDBOX');
  const STRIPE = stripe ? stripePayouts(stripe) : standsIn && sandboxPayouts('STRIPE');
  const PAYPAL = paypal ? paypalPayouts(paypal) : standsIn && sandboxPayouts('PAYPAL');
  return { ...(STRIPE && { STRIPE }), ...(PAYPAL && { PAYPAL }) };
}
