import type { PaymentSettings, ProviderVariables } from '@ledgerline/platform/config';
import type { StripeSettings } from './stripe-client';

export const STRIPE_VARIABLES: ProviderVariables = {
  name: 'STRIPE',
  forms: {
    STRIPE_SECRET_KEY: {
      form: /^(sk|rk)_\w{8,500}$/,
      expected: 'a secret or restricted key of Stripe, sk_… or rk_…',
    },
    STRIPE_WEBHOOK_SECRET: {
      form: /^whsec_\S{8,500}$/,
      expected: 'the signing secret of a webhook endpoint of Stripe, whsec_…',
    },
    STRIPE_API_HOST: { form: /^[A-Za-z0-9.:-]{1,253}$/, expected: 'a host name that stands in for Stripe' },
    STRIPE_API_PORT: {
      form: /^(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/,
      expected: 'a port from 1 to 65535',
    },
    STRIPE_API_PROTOCOL: { form: /^https?$/, expected: 'http or https' },
  },
  keys: ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
  addresses: ['STRIPE_API_PROTOCOL'],
  takesMoney: true,
};

/** Undefined where there are no keys. */
export function stripeSettings({
  variables,
}: Pick<PaymentSettings, 'variables'>): StripeSettings | undefined {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = variables;
  if (!secretKey || !webhookSecret) return undefined;
  return { secretKey, webhookSecret, api: apiOf(variables) };
}

function apiOf(variables: PaymentSettings['variables']): StripeSettings['api'] {
  const { STRIPE_API_HOST: host, STRIPE_API_PORT: port, STRIPE_API_PROTOCOL: scheme } = variables;
  if (!host) return undefined;
  const protocol = scheme === 'http' ? 'http' : 'https';
  return { host, protocol, port: Number(port || (protocol === 'http' ? 80 : 443)) };
}
