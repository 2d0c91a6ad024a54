import type { KnownProvider } from '../provider-parts';
import { stripeProvider } from './stripe-provider';
import { STRIPE_VARIABLES, stripeSettings } from './stripe-variables';

/** Stripe as the configuration sets it up; it is offered only where it has keys. */
export const stripe: KnownProvider = {
  variables: STRIPE_VARIABLES,
  open: ({ config: { payments }, sealer }) =>
    stripeProvider({
      ...stripeSettings(payments)!,
      installation: sealer.keyedHash('installation'),
      returnUrl: payments.returnUrl,
      fingerprintOf: (text) => sealer.keyedHash(text),
    }),
};
