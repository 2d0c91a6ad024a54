import type { PaymentSettings } from '@ledgerline/platform/config';
import type { PayoutProvider, PayoutProviders, ProvidedMethod } from './payout-provider';
import { payoutProviders } from './payout-providers';
import { paypalPayouts } from './paypal-payouts';
import { sandboxPayouts } from './sandbox-payouts';
import { stripePayouts } from './stripe-payouts';

/** Who pays, as the configuration sets it up: the sandbox stands in only where it is offered to buyers. */
export function configuredPayouts({ offered, stripe, paypal }: PaymentSettings): PayoutProviders {
  const standIn = offered.includes('SANDBOX') ? sandboxPayouts : withoutKeys;
  return payoutProviders({
    STRIPE: stripe ? stripePayouts(stripe) : standIn('STRIPE'),
    PAYPAL: paypal ? paypalPayouts(paypal) : standIn('PAYPAL'),
  });
}

/** A fault, not a failure: with keys it may be found that the money went long ago. */
function withoutKeys(method: ProvidedMethod): PayoutProvider {
  const tell = () => Promise.reject(new Error(`${method} has no keys here: payouts by it wait until it has`));
  return { method, pay: tell, statusOf: tell };
}
