import { PaypalDouble } from '@ledgerline/testing';
import { paypalProvider } from '../providers/paypal/paypal-provider';
import type { ProviderCall, ProviderStage, RunningStage } from './provider-stage';

const PATHS: Readonly<Record<ProviderCall, string>> = {
  openCheckout: '/v2/checkout/orders',
  charge: '/v2/checkout/orders',
  refund: '/v2/payments/captures',
  forgetMethod: '/v3/vault/payment-tokens',
};

export const PAYPAL_STAGE: ProviderStage = {
  name: "PayPal's SDK on a double of its API",
  start: async () => paypalStage(await PaypalDouble.start()),
};

export function paypalStage(double: PaypalDouble): RunningStage {
  const provider = paypalProvider({
    clientId: PaypalDouble.CLIENT_ID,
    clientSecret: PaypalDouble.CLIENT_SECRET,
    webhookId: PaypalDouble.WEBHOOK_ID,
    environment: 'sandbox',
    apiUrl: double.apiUrl,
    trust: {
      sources: [`${double.apiUrl}/v1/notifications/certs/`],
      domain: 'localhost',
      roots: [double.root],
    },
    returnUrl: 'https://shop.example/back',
    fingerprintOf: (text) => `hash of ${text}`,
  });
  const { all } = double.orders;
  const counts = {
    checkouts: () => all.length,
    payments: () => all.flatMap(({ captures }) => captures).length,
    refunds: () => all.flatMap(({ refunds }) => refunds).length,
  };
  return {
    provider,
    count: (things) => counts[things](),
    buyerPays: async (providerOrderId, nowMs) => [double.approve(providerOrderId, nowMs)],
    anyWebhook: async (nowMs, signedBy = undefined) => {
      const { rawBody, headers } = double.webhook('CATALOG.PRODUCT.CREATED', {}, nowMs);
      return signedBy ? double.signed(rawBody.toString(), nowMs, signedBy) : { rawBody, headers };
    },
    methods: { good: 'vault-good', declined: 'vault-declined' },
    loseAnswersOf: (call) =>
      double.trouble.loseAnswersOf(call === 'forgetMethod' ? 'DELETE' : 'POST', PATHS[call]),
    close: () => double.close(),
  };
}
