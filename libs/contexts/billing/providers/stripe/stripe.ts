import type { PaymentProvider } from '../payment-provider';
import type { ProviderParts } from '../provider-parts';
import { stripeProvider } from './stripe-provider';

/** Stripe as the configuration sets it up; it is offered only where it has keys. */
export function stripe({ config: { payments }, sealer }: ProviderParts): PaymentProvider {
  return stripeProvider({
    ...payments.stripe!,
    installation: sealer.keyedHash('installation'),
    returnUrl: payments.returnUrl,
    fingerprintOf: (text) => sealer.keyedHash(text),
  });
}
