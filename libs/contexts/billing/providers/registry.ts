import type { ProviderName } from '../domain/order/order-events';
import type { PaymentProvider } from './payment-provider';
import type { ProviderParts } from './provider-parts';
import { paypal } from './paypal/paypal';
import { sandbox } from './sandbox/sandbox';
import { stripe } from './stripe/stripe';

export type { ProviderParts } from './provider-parts';

/** Those that are set up here, by name; the first is taken where a buyer names none. */
export type PaymentProviders = ReadonlyMap<ProviderName, PaymentProvider>;

/** Every provider there is, in the order in which they are offered: a new one is its folder and one line. */
const known = [stripe, paypal, sandbox];

export const PROVIDER_NAMES: readonly ProviderName[] = known.map(({ variables }) => variables.name);

/** What the configuration knows of them. */
export const providerVariables = known.map(({ variables }) => variables);

/** The providers that the configuration offers, in its order. */
export function paymentProviders(parts: ProviderParts): PaymentProviders {
  const byName = new Map(known.map((provider) => [provider.variables.name, provider]));
  return new Map(parts.config.payments.offered.map((name) => [name, byName.get(name)!.open(parts)]));
}
