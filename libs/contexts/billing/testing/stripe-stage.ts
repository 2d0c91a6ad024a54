import { StripeDouble } from '@ledgerline/testing';
import { stripeProvider } from '../providers/stripe/stripe-provider';
import type { ProviderCall, ProviderStage, RunningStage } from './provider-stage';

const PATHS: Readonly<Record<ProviderCall, string>> = {
  openCheckout: '/v1/checkout/sessions',
  charge: '/v1/payment_intents',
  refund: '/v1/refunds',
  forgetMethod: '/v1/payment_methods',
};
const OBJECTS = { checkouts: 'checkout.session', payments: 'charge', refunds: 'refund' } as const;
/** The SDK asks once more, and once more. */
const ATTEMPTS = 3;

export const STRIPE_STAGE: ProviderStage = {
  name: "Stripe's SDK on a double of its API",
  start: async () => stripeStage(await StripeDouble.start()),
};

export function stripeStage(double: StripeDouble): RunningStage {
  const provider = stripeProvider({
    secretKey: StripeDouble.SECRET_KEY,
    webhookSecret: StripeDouble.WEBHOOK_SECRET,
    api: double.api,
    installation: 'of the stage',
    returnUrl: 'https://shop.example/back',
    fingerprintOf: (text) => `hash of ${text}`,
  });
  return {
    provider,
    count: (things) => double.things.all(OBJECTS[things]).length,
    buyerPays: async (providerOrderId, nowMs) => double.pay(providerOrderId, nowMs),
    anyWebhook: async (nowMs, signedBy) =>
      double.webhook('customer.created', {}, nowMs, signedBy && 'whsec_of_somebody_else'),
    methods: { good: 'pm_good', declined: 'pm_declined' },
    loseAnswersOf: (call) => double.trouble.loseAnswersOf('POST', PATHS[call], ATTEMPTS),
    close: () => double.close(),
  };
}
