import { addSeconds, timestamp } from '@ledgerline/kernel';
import { StripeDouble } from '@ledgerline/testing';
import { stripeStage } from '../../testing/stripe-stage';
import { paidOf, RunningStage } from '../../testing/provider-stage';
import { ProviderRefused } from '../payment-provider';

const nowMs = Date.now();
const now = timestamp(nowMs);
const checkout = {
  orderId: 'o-1',
  accountId: "o'hara",
  amountMinor: 1_234n,
  currency: 'USD',
  description: '100 credits',
  expiresAt: addSeconds(now, 7_200),
  keepsMethod: true,
  returnUrl: null,
};

describe('Stripe', () => {
  let double: StripeDouble;
  let running: RunningStage;

  beforeEach(async () => {
    double = await StripeDouble.start();
    running = stripeStage(double);
  });
  afterEach(() => running.close());

  const sent = (method: string, path: string) =>
    double.requests.filter((request) => request.method === method && request.path === path);
  const fieldsOf = (body: string) => Object.fromEntries(new URLSearchParams(body));
  const read = (type: string, thing: object) =>
    running.provider.readWebhook({ ...double.webhook(type, thing, nowMs), now });

  it('is told the order on the session and on the payment, under a key of the order', async () => {
    await running.provider.openCheckout(checkout);
    const [request] = sent('POST', '/v1/checkout/sessions');
    expect(request!.headers).toMatchObject({ 'idempotency-key': 'checkout:o-1' });
    expect(request!.headers).not.toHaveProperty('x-stripe-client-telemetry');
    expect(fieldsOf(request!.body)).toMatchObject({
      mode: 'payment',
      client_reference_id: 'o-1',
      'metadata[orderId]': 'o-1',
      'payment_intent_data[metadata][orderId]': 'o-1',
      'payment_intent_data[setup_future_usage]': 'off_session',
      'line_items[0][price_data][unit_amount]': '1234',
      'line_items[0][price_data][currency]': 'usd',
      expires_at: String(Math.floor(Date.parse(checkout.expiresAt) / 1_000)),
      success_url: 'https://shop.example/back',
    });
  });

  it('makes one customer for an account, whether its search shows them yet or not', async () => {
    await running.provider.openCheckout(checkout);
    await stripeStage(double).provider.openCheckout({ ...checkout, orderId: 'o-2' });
    double.things.letSearchCatchUp();
    await stripeStage(double).provider.openCheckout({ ...checkout, orderId: 'o-3' });
    expect(double.things.all('customer')).toHaveLength(1);
    expect(sent('POST', '/v1/customers')).toHaveLength(2);
  });

  it('keeps a checkout open a day where the order would leave it less than Stripe’s half hour', async () => {
    const late = { ...checkout, expiresAt: addSeconds(now, 600) };
    const first = await running.provider.openCheckout(late);
    expect(await running.provider.openCheckout(late)).toEqual(first);
    expect(double.things.all('checkout.session')).toHaveLength(1);
  });

  it('takes a method that is detached already for forgotten, and one that it keeps all the same for a fault', async () => {
    const method = { accountId: 'ada', providerMethodId: 'pm_good' };
    await running.provider.forgetMethod(method);
    expect(sent('POST', '/v1/payment_methods/pm_good/detach')[0]!.headers).toMatchObject({
      'idempotency-key': 'detach:pm_good',
    });
    double.forgetKeys();
    await running.provider.forgetMethod(method);
    expect(sent('GET', '/v1/payment_methods/pm_good')).toHaveLength(1);
    double.trouble.fail('POST', '/v1/payment_methods', 3);
    await expect(running.provider.forgetMethod(method)).rejects.not.toBeInstanceOf(ProviderRefused);
  });

  it('is not asked for an amount it cannot express', async () => {
    const dinars = { ...checkout, amountMinor: 12_341n, currency: 'KWD' };
    await expect(running.provider.openCheckout(dinars)).rejects.toBeInstanceOf(ProviderRefused);
    expect(double.requests).toEqual([]);
  });

  it('charges a kept method off session, and says that its bank wants the buyer', async () => {
    const { amountMinor, currency, description, accountId } = checkout;
    const charge = { orderId: 'o-1', accountId, amountMinor, currency, description };
    const providerMethodId = 'pm_needs-authentication';
    expect(await running.provider.charge({ ...charge, providerMethodId })).toEqual({
      state: 'failed',
      reason: 'authentication_required',
    });
    const [request] = sent('POST', '/v1/payment_intents');
    expect(request!.headers['idempotency-key']).toBe('charge:o-1');
    expect(fieldsOf(request!.body)).toMatchObject({ confirm: 'true', off_session: 'true' });
  });

  it('charges and refunds nothing twice when it has forgotten the keys of both', async () => {
    const { orderId, accountId, amountMinor, currency, description } = checkout;
    const charge = { orderId, accountId, amountMinor, currency, description, providerMethodId: 'pm_good' };
    const { paymentId } = paidOf(await running.provider.charge(charge));
    const refund = { refundId: 'r-1', orderId, paymentId, amountMinor: 500n, currency };
    await running.provider.refund(refund);
    double.forgetKeys();
    expect(paidOf(await running.provider.charge(charge)).paymentId).toBe(paymentId);
    expect(await running.provider.refund(refund)).toMatchObject({ state: 'refunded' });
    expect([running.count('payments'), running.count('refunds')]).toEqual([1, 1]);
  });

  it('takes a key that came with other words for a fault: what was done under it may have succeeded', async () => {
    await running.provider.openCheckout(checkout);
    const other = running.provider.openCheckout({ ...checkout, amountMinor: 1n });
    await expect(other).rejects.not.toBeInstanceOf(ProviderRefused);
  });

  it('is asked again while it is out of order, and then it is a fault, not a refusal', async () => {
    double.trouble.fail('POST', '/v1/checkout/sessions', 3);
    const opening = running.provider.openCheckout(checkout);
    await expect(opening).rejects.not.toBeInstanceOf(ProviderRefused);
    expect(sent('POST', '/v1/checkout/sessions')).toHaveLength(3);
  });

  it('tells a payment whole by its charge, the card included, its fingerprint hashed', async () => {
    const { providerOrderId } = await running.provider.openCheckout(checkout);
    const webhooks = await running.buyerPays(providerOrderId, nowMs);
    const events = await Promise.all(
      webhooks.map((webhook) => running.provider.readWebhook({ ...webhook, now })),
    );
    expect(events.map(({ fact }) => fact.kind)).toEqual(['payment-changed', 'payment-changed', 'paid']);
    expect(events[2]!.fact).toMatchObject({
      payment: {
        amountMinor: 1_234n,
        currency: 'USD',
        method: {
          type: 'card',
          brand: 'visa',
          last4: '4242',
          expiry: '2031-04',
          fingerprint: 'hash of stripe:Xt5EWLLDS7FJjR1c',
        },
      },
    });
  });

  it.each([
    ['checkout.session.expired', {}, { kind: 'checkout-expired' }],
    ['checkout.session.completed', { payment_status: 'unpaid' }, { kind: 'ignored' }],
    ['checkout.session.async_payment_failed', {}, { kind: 'payment-failed' }],
  ])('%s of a session says %j: %j', async (type, more, fact) => {
    const session = { metadata: { orderId: 'o-1' }, payment_intent: 'pi_1', ...more };
    const isIgnored = fact.kind === 'ignored';
    expect(await read(type, session)).toMatchObject({ orderId: isIgnored ? null : 'o-1', fact });
  });

  it.each([
    ['automatic', 'payment-failed'],
    ['checkout', 'ignored'],
  ])(
    'a failed attempt of a payment by %s is %s: on a checkout the buyer may try again',
    async (how, kind) => {
      const intent = { id: 'pi_1', metadata: { orderId: 'o-1', collection: how } };
      expect((await read('payment_intent.payment_failed', intent)).fact.kind).toBe(kind);
    },
  );

  it.each([
    [
      'refund.created',
      'succeeded',
      { kind: 'refunded', refundId: 'r-1', amountMinor: 500n, currency: 'USD' },
    ],
    ['refund.created', 'pending', { kind: 'ignored' }],
    [
      'refund.failed',
      'failed',
      { kind: 'refund-failed', refundId: 'r-1', reason: 'expired_or_canceled_card' },
    ],
    ['charge.refunded', 'succeeded', { kind: 'ignored' }],
  ])('%s that is %s says %j', async (type, status, fact) => {
    const event = await read(type, {
      id: 're_1',
      amount: 500,
      currency: 'usd',
      payment_intent: 'pi_1',
      metadata: { refundId: 'r-1', orderId: 'o-1' },
      status,
      failure_reason: 'expired_or_canceled_card',
    });
    expect(event.fact).toMatchObject(fact);
  });

  it('names a refund that was made in its dashboard by its own id', async () => {
    const refund = { id: 're_1', amount: 5, currency: 'usd', payment_intent: 'pi_1', status: 'succeeded' };
    const event = await read('refund.created', { ...refund, metadata: {} });
    expect(event).toMatchObject({ orderId: null, paymentId: 'pi_1', fact: { refundId: 're_1' } });
  });

  it.each([
    ['charge.dispute.created', 'needs_response', 'dispute-opened'],
    ['charge.dispute.created', 'warning_needs_response', 'ignored'],
    ['charge.dispute.closed', 'won', 'dispute-won'],
    ['charge.dispute.closed', 'lost', 'dispute-lost'],
    ['charge.dispute.funds_withdrawn', 'needs_response', 'ignored'],
  ])('%s that is %s is %s', async (type, status, kind) => {
    const dispute = { id: 'dp_1', amount: 1234, currency: 'usd', reason: 'fraudulent', metadata: {} };
    const event = await read(type, { ...dispute, payment_intent: 'pi_1', charge: 'ch_1', status });
    expect(event.fact.kind).toBe(kind);
    if (kind === 'ignored') return;
    expect(event).toMatchObject({ paymentId: 'pi_1', fact: { disputeId: 'dp_1', amountMinor: 1_234n } });
  });

  it('tells a method that is kept of the account it belongs to, and one that is gone', async () => {
    await running.provider.openCheckout(checkout);
    const [customer] = double.things.all('customer');
    const card = { brand: 'visa', last4: '4242', exp_month: 4, exp_year: 2031, fingerprint: null };
    const method = { id: 'pm_1', type: 'card', card, customer: customer!.id };
    const elsewhere = stripeStage(double).provider;
    const kept = await elsewhere.readWebhook({
      ...double.webhook('payment_method.attached', method, nowMs),
      now,
    });
    expect(kept.fact).toMatchObject({ kind: 'method-kept', accountId: "o'hara", method: { last4: '4242' } });
    expect((await read('payment_method.detached', { ...method, customer: null })).fact).toEqual({
      kind: 'method-removed',
      providerMethodId: 'pm_1',
    });
  });

  it('that signs no event, or no JSON, is malformed', async () => {
    const { rawBody } = double.webhook('x', {}, nowMs);
    const text = rawBody.toString().replace('"object":"event"', '"object":"other"');
    const signed = double.signed(text, nowMs);
    await expect(running.provider.readWebhook({ ...signed, now })).rejects.toMatchObject({
      reason: 'malformed',
    });
    const noJson = double.signed('{', nowMs);
    await expect(running.provider.readWebhook({ ...noJson, now })).rejects.toMatchObject({
      reason: 'malformed',
    });
  });
});
