import { HTTP_URL, type PaymentSettings, type ProviderVariables } from '@ledgerline/platform/config';
import type { PaypalSettings } from './paypal-client';

export const PAYPAL_VARIABLES: ProviderVariables = {
  name: 'PAYPAL',
  forms: {
    PAYPAL_CLIENT_ID: { form: /^[\w-]{10,200}$/, expected: 'the client id of an app of PayPal' },
    PAYPAL_CLIENT_SECRET: { form: /^[\w-]{10,200}$/, expected: 'the secret of an app of PayPal' },
    PAYPAL_WEBHOOK_ID: { form: /^[\w-]{5,100}$/, expected: 'the id of a webhook of an app of PayPal' },
    PAYPAL_ENVIRONMENT: { form: /^(sandbox|production)$/, expected: 'sandbox or production' },
    PAYPAL_API_URL: { form: HTTP_URL, expected: 'a URL http(s)://host:port that stands in for PayPal' },
  },
  keys: ['PAYPAL_CLIENT_ID', 'PAYPAL_CLIENT_SECRET', 'PAYPAL_WEBHOOK_ID'],
  addresses: ['PAYPAL_API_URL'],
  takesMoney: true,
};

/** Undefined where there are no keys. */
export function paypalSettings({
  variables,
}: Pick<PaymentSettings, 'variables'>): PaypalSettings | undefined {
  const { PAYPAL_CLIENT_ID: clientId, PAYPAL_CLIENT_SECRET: clientSecret } = variables;
  const { PAYPAL_WEBHOOK_ID: webhookId, PAYPAL_API_URL: apiUrl, PAYPAL_ENVIRONMENT: named } = variables;
  if (!clientId || !clientSecret || !webhookId) return undefined;
  const environment = named === 'production' ? 'production' : 'sandbox';
  return { clientId, clientSecret, webhookId, apiUrl, environment };
}
