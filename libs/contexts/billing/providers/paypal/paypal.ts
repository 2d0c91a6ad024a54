import type { KnownProvider } from '../provider-parts';
import { paypalProvider } from './paypal-provider';
import { PAYPAL_VARIABLES, paypalSettings } from './paypal-variables';

/** PayPal as the configuration sets it up; it is offered only where it has keys. */
export const paypal: KnownProvider = {
  variables: PAYPAL_VARIABLES,
  open: ({ config: { payments }, sealer }) =>
    paypalProvider({
      ...paypalSettings(payments)!,
      returnUrl: payments.returnUrl,
      fingerprintOf: (text) => sealer.keyedHash(text),
    }),
};
