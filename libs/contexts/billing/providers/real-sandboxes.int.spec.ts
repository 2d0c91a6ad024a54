import { randomUUID } from 'node:crypto';
import { addSeconds, timestamp } from '@ledgerline/kernel';
import { describeWhere } from '@ledgerline/test-support';
import { paidOf } from '../testing/provider-stage';
import type { PaymentProvider } from './payment-provider';
import { paypalProvider } from './paypal/paypal-provider';
import { stripeProvider } from './stripe/stripe-provider';

/* The doubles are what we believe of the providers; where their own sandboxes have keys, they are asked. */

const { STRIPE_TEST_SECRET_KEY, PAYPAL_TEST_CLIENT_ID, PAYPAL_TEST_CLIENT_SECRET } = process.env;
const elsewhere = { returnUrl: 'https://shop.example/back', fingerprintOf: (text: string) => text };

function order() {
  const expiresAt = addSeconds(timestamp(Date.now()), 7_200);
  const price = { amountMinor: 1_234n, currency: 'USD', description: 'A test' };
  const buyer = { accountId: `test-${randomUUID()}`, keepsMethod: false, returnUrl: null };
  return { ...price, ...buyer, orderId: randomUUID(), expiresAt };
}

function describeWith(name: string, variables: Record<string, string | undefined>, suite: () => void): void {
  const missing = Object.keys(variables).filter((variable) => !variables[variable]);
  describeWhere(missing.length === 0, `${missing.join(' and ')} not set`, name, suite);
}

function opensCheckouts(provider: () => PaymentProvider): void {
  it('opens a checkout once, which is pending', async () => {
    const asked = order();
    const opened = await provider().openCheckout(asked);
    expect(await provider().openCheckout(asked)).toEqual(opened);
    expect(await provider().paymentOf({ ...asked, ...opened })).toEqual({ state: 'pending' });
  });
}

describeWith("Stripe's own test mode", { STRIPE_TEST_SECRET_KEY }, () => {
  const provider = () =>
    stripeProvider({
      ...elsewhere,
      secretKey: STRIPE_TEST_SECRET_KEY!,
      installation: 'the test',
      webhookSecret: 'whsec_unused',
    });

  opensCheckouts(provider);

  it('charges once, finds the charge by its order, and refunds once', async () => {
    const asked = { ...order(), providerMethodId: 'pm_card_visa' };
    const payment = paidOf(await provider().charge(asked));
    expect(payment).toMatchObject({ amountMinor: 1_234n, currency: 'USD', method: { last4: '4242' } });
    expect(paidOf(await provider().charge(asked))).toEqual(payment);
    expect(paidOf(await provider().paymentOf({ ...asked, providerOrderId: null }))).toEqual(payment);
    const refund = { ...asked, ...payment, refundId: randomUUID(), amountMinor: 1_000n };
    const refunded = await provider().refund(refund);
    expect(refunded).toMatchObject({ state: 'refunded' });
    expect(await provider().refund(refund)).toEqual(refunded);
    expect(await provider().refundOf(refund)).toEqual(refunded);
  });

  it('declines with a reason', async () => {
    const asked = { ...order(), providerMethodId: 'pm_card_chargeDeclined' };
    expect(await provider().charge(asked)).toMatchObject({ state: 'failed' });
  });
});

describeWith("PayPal's own sandbox", { PAYPAL_TEST_CLIENT_ID, PAYPAL_TEST_CLIENT_SECRET }, () => {
  opensCheckouts(() =>
    paypalProvider({
      ...elsewhere,
      clientId: PAYPAL_TEST_CLIENT_ID!,
      clientSecret: PAYPAL_TEST_CLIENT_SECRET!,
      webhookId: 'unused',
      environment: 'sandbox',
    }),
  );
});
