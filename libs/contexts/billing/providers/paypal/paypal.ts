import type { PaymentProvider } from '../payment-provider';
import type { ProviderParts } from '../provider-parts';
import { paypalProvider } from './paypal-provider';

/** PayPal as the configuration sets it up; it is offered only where it has keys. */
export function paypal({ config: { payments }, sealer }: ProviderParts): PaymentProvider {
  return paypalProvider({
    ...payments.paypal!,
    returnUrl: payments.returnUrl,
    fingerprintOf: (text) => sealer.keyedHash(text),
  });
}
