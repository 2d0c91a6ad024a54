import { addSeconds, timestamp } from '@ledgerline/kernel';
import { PaypalDouble } from '@ledgerline/testing';
import { paypalStage } from '../../testing/paypal-stage';
import type { RunningStage } from '../../testing/provider-stage';
import { ProviderRefused } from '../payment-provider';

const nowMs = Math.floor(Date.now() / 1_000) * 1_000;
const now = timestamp(nowMs);
const checkout = {
  orderId: 'o-1',
  accountId: 'ada',
  amountMinor: 1_234n,
  currency: 'USD',
  description: 'x'.repeat(200),
  expiresAt: addSeconds(now, 7_200),
  keepsMethod: true,
  returnUrl: null,
};

describe('PayPal', () => {
  let double: PaypalDouble;
  let running: RunningStage;

  beforeEach(async () => {
    double = await PaypalDouble.start();
    running = paypalStage(double);
  });
  afterEach(() => running.close());

  const sent = (path: string) => double.requests.filter((request) => request.path === path);
  const read = (type: string, resource: object) =>
    running.provider.readWebhook({ ...double.webhook(type, resource, nowMs), now });

  it('is told the order by id, under a key of the order, and to keep the means of who pays', async () => {
    await running.provider.openCheckout(checkout);
    const [request] = sent('/v2/checkout/orders');
    expect(request!.headers).toMatchObject({ 'paypal-request-id': 'checkout:o-1' });
    expect(JSON.parse(request!.body)).toMatchObject({
      intent: 'CAPTURE',
      purchase_units: [
        {
          custom_id: 'o-1',
          invoice_id: 'o-1',
          amount: { currency_code: 'USD', value: '12.34' },
          description: 'x'.repeat(127),
        },
      ],
      payment_source: {
        paypal: {
          experience_context: { return_url: 'https://shop.example/back', user_action: 'PAY_NOW' },
          attributes: { vault: { store_in_vault: 'ON_SUCCESS' }, customer: { merchant_customer_id: 'ada' } },
        },
      },
    });
  });

  it('asks for one token, and uses it', async () => {
    await running.provider.openCheckout(checkout);
    await running.provider.openCheckout({ ...checkout, orderId: 'o-2' });
    expect(sent('/v1/oauth2/token')).toHaveLength(1);
  });

  it('collects what the buyer has approved when it is asked for it, once, and tells the token to charge again', async () => {
    const { providerOrderId } = await running.provider.openCheckout(checkout);
    await running.buyerPays(providerOrderId, nowMs);
    const asked = { orderId: 'o-1', accountId: 'ada', providerOrderId };
    const both = [running.provider.paymentOf(asked), running.provider.paymentOf(asked)];
    const [first, second] = await Promise.all(both);
    expect(first).toEqual(second);
    expect(first).toMatchObject({
      payment: {
        method: {
          providerMethodId: `vault-${providerOrderId}`,
          type: 'paypal',
          fingerprint: 'hash of paypal:PAYER1234',
        },
      },
    });
    expect(double.orders.all[0]!.captures).toHaveLength(1);
  });

  it('that was collected by another process meanwhile is paid', async () => {
    const { providerOrderId } = await running.provider.openCheckout(checkout);
    await running.buyerPays(providerOrderId, nowMs);
    const asked = { orderId: 'o-1', accountId: 'ada', providerOrderId };
    const paid = await running.provider.paymentOf(asked);
    double.forgetKeys();
    double.orders.staleStatus = 'APPROVED';
    expect(await running.provider.paymentOf(asked)).toEqual(paid);
    expect(running.count('payments')).toBe(1);
  });

  it('charges nothing twice when it has forgotten the key of a charge: that it was is a fault, to be asked of a person or a webhook', async () => {
    const { orderId, accountId, amountMinor, currency, description } = checkout;
    const charge = { orderId, accountId, amountMinor, currency, description, providerMethodId: 'vault-good' };
    await running.provider.charge(charge);
    double.forgetKeys();
    const again = running.provider.charge(charge);
    await expect(again).rejects.toThrow('DUPLICATE_INVOICE_ID');
    await expect(again).rejects.not.toBeInstanceOf(ProviderRefused);
    expect(running.count('payments')).toBe(1);
  });

  it('is not asked for a currency it does not take', async () => {
    const dinars = { ...checkout, amountMinor: 12_340n, currency: 'KWD' };
    await expect(running.provider.openCheckout(dinars)).rejects.toBeInstanceOf(ProviderRefused);
    expect(double.requests).toEqual([]);
  });

  it('takes a key that came with other words for a fault: what was done under it may have succeeded', async () => {
    await running.provider.openCheckout(checkout);
    const other = running.provider.openCheckout({ ...checkout, amountMinor: 1n });
    await expect(other).rejects.not.toBeInstanceOf(ProviderRefused);
  });

  it('that is out of order is a fault that tells no token', async () => {
    double.trouble.fail('POST', '/v2/checkout/orders');
    const failure: unknown = await running.provider.openCheckout(checkout).catch((error: unknown) => error);
    expect(failure).not.toBeInstanceOf(ProviderRefused);
    expect(failure).toMatchObject({ message: expect.stringContaining('503') as string });
    expect(JSON.stringify(failure)).not.toContain('A21AA');
  });

  const amount = { currency_code: 'USD', value: '5.00' };

  it.each([
    ['CHECKOUT.ORDER.APPROVED', { purchase_units: [{ custom_id: 'o-1' }] }, { kind: 'payment-changed' }],
    [
      'PAYMENT.CAPTURE.COMPLETED',
      { id: 'c-1', custom_id: 'o-1', amount, create_time: now },
      {
        kind: 'paid',
        payment: { paymentId: 'c-1', amountMinor: 500n, currency: 'USD', paidAt: now, method: null },
      },
    ],
    ['PAYMENT.CAPTURE.DENIED', { id: 'c-1', custom_id: 'o-1' }, { kind: 'payment-failed', reason: 'denied' }],
  ])('%s is of the order: %j', async (type, resource, fact) => {
    expect(await read(type, resource)).toMatchObject({ provider: 'PAYPAL', orderId: 'o-1', fact });
  });

  it.each([
    ['that we asked for by our id', 'refund:r-1', 'r-1'],
    ['that was made at PayPal by its own', 'o-1', 're-1'],
  ])('names a refund %s', async (_, custom_id, refundId) => {
    const links = [{ rel: 'up', href: 'https://api.paypal.com/v2/payments/captures/c-1' }];
    expect(await read('PAYMENT.CAPTURE.REFUNDED', { id: 're-1', custom_id, amount, links })).toMatchObject({
      orderId: null,
      paymentId: 'c-1',
      fact: { kind: 'refunded', refundId, amountMinor: 500n, currency: 'USD' },
    });
  });

  it.each([
    ['CREATED', undefined, 'dispute-opened'],
    ['RESOLVED', 'RESOLVED_BUYER_FAVOUR', 'dispute-lost'],
    ['RESOLVED', 'ACCEPTED', 'dispute-lost'],
    ['RESOLVED', 'RESOLVED_SELLER_FAVOUR', 'dispute-won'],
    ['RESOLVED', 'CANCELED_BY_BUYER', 'dispute-won'],
    ['UPDATED', undefined, 'ignored'],
  ])('a dispute that is %s, %s, is %s', async (change, outcome_code, kind) => {
    const event = await read(`CUSTOMER.DISPUTE.${change}`, {
      dispute_id: 'PP-D-1',
      dispute_amount: amount,
      reason: 'UNAUTHORISED',
      dispute_outcome: { outcome_code },
      disputed_transactions: [{ seller_transaction_id: 'c-1', custom: 'o-1' }],
    });
    expect(event.fact.kind).toBe(kind);
    if (kind !== 'ignored') expect(event).toMatchObject({ orderId: 'o-1', paymentId: 'c-1' });
  });

  it.each([
    ['as a refund of it', { id: 're-9', links: [{ rel: 'up', href: 'https://x/v2/payments/captures/c-1' }] }],
    ['itself', { id: 'c-1', links: [{ rel: 'up', href: 'https://x/v2/checkout/orders/o' }] }],
  ])('a capture that was taken back without us, told %s, is lost as by a dispute', async (_, resource) => {
    const event = await read('PAYMENT.CAPTURE.REVERSED', { ...resource, amount });
    const disputeId = `reversal:${resource.id}`;
    const fact = { kind: 'dispute-lost', disputeId, amountMinor: 500n, currency: 'USD' };
    expect(event).toMatchObject({ paymentId: 'c-1', fact });
  });

  it('tells a refund that failed after all', async () => {
    const links = [{ rel: 'up', href: 'https://api.paypal.com/v2/payments/captures/c-1' }];
    const event = await read('PAYMENT.REFUND.FAILED', { id: 're-1', custom_id: 'refund:r-1', links });
    expect(event).toMatchObject({ paymentId: 'c-1', fact: { kind: 'refund-failed', refundId: 'r-1' } });
  });

  it('tells a token that is kept of its account, and one that is gone', async () => {
    const token = { id: 'vault-1', customer: { merchant_customer_id: 'ada' } };
    expect((await read('VAULT.PAYMENT-TOKEN.CREATED', token)).fact).toMatchObject({
      kind: 'method-kept',
      accountId: 'ada',
    });
    expect((await read('VAULT.PAYMENT-TOKEN.DELETED', token)).fact).toMatchObject({ kind: 'method-removed' });
  });

  it.each(['constructor', 'toString'])('takes an event of type %s for one of no concern', async (type) => {
    expect((await read(type, {})).fact).toEqual({ kind: 'ignored', type });
  });

  it('that signs no event, or no JSON, is malformed', async () => {
    for (const body of ['{}', 'null', '{']) {
      const signed = { ...double.signed(body, nowMs), now };
      await expect(running.provider.readWebhook(signed)).rejects.toMatchObject({ reason: 'malformed' });
    }
  });

  it.each([
    ['of another host', () => 'https://evil.example/v1/notifications/certs/CERT-1'],
    ['whose host is a user’s name', (url: string) => url.replace('http://', 'http://127.0.0.1@')],
    ['of another path', (url: string) => url.replace('/v1/notifications/certs', '/elsewhere')],
    ['that climbs out of its path', (url: string) => url.replace('CERT-itself', '../../elsewhere')],
    ['that is no URL', () => 'CERT-1'],
  ])('does not fetch a certificate %s', async (_, changed) => {
    const { rawBody, headers } = double.webhook('CATALOG.PRODUCT.CREATED', {}, nowMs);
    const url = { 'paypal-cert-url': changed(headers['paypal-cert-url']!) };
    const reading = running.provider.readWebhook({ rawBody, headers: { ...headers, ...url }, now });
    await expect(reading).rejects.toMatchObject({ reason: 'signature' });
    expect(double.requests).toEqual([]);
  });

  it('believes no certificate that nobody vouches for, though it signs and comes from the right host', async () => {
    const { rawBody, headers } = double.signed('{}', nowMs, 'another');
    const url = { 'paypal-cert-url': headers['paypal-cert-url']!.replace('itself', 'another') };
    const reading = running.provider.readWebhook({ rawBody, headers: { ...headers, ...url }, now });
    await expect(reading).rejects.toThrow('no trusted root');
  });

  it('fetches a certificate once', async () => {
    await read('CATALOG.PRODUCT.CREATED', {});
    await read('CATALOG.PRODUCT.CREATED', {});
    expect(sent('/v1/notifications/certs/CERT-itself')).toHaveLength(1);
  });

  it('has a certificate that is not to be had for a fault, so that the webhook comes again', async () => {
    double.trouble.fail('GET', '/v1/notifications/certs');
    await expect(read('CATALOG.PRODUCT.CREATED', {})).rejects.toThrow('503');
    await read('CATALOG.PRODUCT.CREATED', {});
  });
});
