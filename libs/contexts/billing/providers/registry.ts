import type { ProviderName } from '../domain/order/order-events';
import type { PaymentProvider } from './payment-provider';
import type { ProviderParts } from './provider-parts';
import { paypal } from './paypal/paypal';
import { sandbox } from './sandbox/sandbox';
import { stripe } from './stripe/stripe';

export type { ProviderParts } from './provider-parts';

/** Those that are set up here, by name; the first is taken where a buyer names none. */
export type PaymentProviders = ReadonlyMap<ProviderName, PaymentProvider>;

/** Every provider there is: a new one is its name, its folder and one line below. */
export const PROVIDER_NAMES: readonly ProviderName[] = ['SANDBOX', 'STRIPE', 'PAYPAL'];

const known: Readonly<Record<ProviderName, (parts: ProviderParts) => PaymentProvider>> = {
  PAYPAL: paypal,
  SANDBOX: sandbox,
  STRIPE: stripe,
};

/** The providers that the configuration offers, in its order. */
export function paymentProviders(parts: ProviderParts): PaymentProviders {
  const setUp = parts.config.payments.offered.map((name) => known[name](parts));
  return new Map(setUp.map((provider) => [provider.name, provider]));
}
