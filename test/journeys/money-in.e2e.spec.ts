import { createHmac, randomUUID } from 'node:crypto';
import { describeWithPostgres, givenLog, until } from '@ledgerline/testing';
import type { Answer } from './api-client';
import { RunningSystem, startSystem } from './running-system';

const STARTER = { package: 'starter', currency: 'USD' };

describeWithPostgres('money in', () => {
  let system: RunningSystem;
  beforeAll(async () => (system = await startSystem(undefined, givenLog)));
  afterAll(() => system.stop());

  /** An account with nothing in it but its trial grant, and an order that can be paid. */
  async function buying(accountId: string, body: object = STARTER) {
    await system.service.open(accountId);
    const placed = await system.service.command(`/v1/accounts/${accountId}/orders`, body);
    expect(placed).toMatchObject({ status: 201, body: { order: { status: 'PENDING' } } });
    const path = `/v1/accounts/${accountId}/orders/${placed.body.orderId}`;
    const order = await orderWhen(path, ({ checkoutUrl }) => checkoutUrl !== null);
    return { accountId, path, orderId: placed.body.orderId as string, checkout: order.checkoutUrl as string };
  }

  async function orderWhen(path: string, holds: (order: Answer['body']) => boolean): Promise<Answer['body']> {
    let order: Answer['body'];
    await until(`an order at ${path} that ${holds.toString()}`, async () => {
      const answer = await system.service.get(path);
      order = answer.body;
      return answer.status === 200 && holds(order);
    });
    return order;
  }

  /** Trial 10, and 100 that the first command of a day finds: the grant is one. */
  async function balanceOf(accountId: string): Promise<string> {
    const { body } = await system.service.get(`/v1/accounts/${accountId}/limits`);
    return (await system.admin.reading(`/v1/accounts/${accountId}`, body.position)).body.balance;
  }

  const play = (checkout: string, act: string) =>
    fetch(`${system.service.url}${checkout}/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'card=own',
      redirect: 'manual',
    });

  const granted = ({ lotId }: Answer['body']) => lotId !== null;

  function webhook(event: object, given: { agoSeconds?: number; secret?: Buffer; body?: string } = {}) {
    const body = JSON.stringify(event);
    const seconds = Math.floor(Date.now() / 1_000) - (given.agoSeconds ?? 0);
    const secret = given.secret ?? system.runtime.sealer.deriveKey('sandbox-webhooks');
    const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    const header = { 'sandbox-signature': `t=${seconds},v1=${signature}` };
    return system.nobody.send('POST', '/webhooks/sandbox', given.body ?? body, header);
  }

  const paid = (orderId: string, amountMinor: string, paymentId: string, currency = 'USD') => ({
    ...{ eventId: `evt_${randomUUID()}`, occurredAt: '2026-11-21T09:00:00.000Z', orderId, paymentId },
    fact: {
      kind: 'paid',
      payment: { paymentId, amountMinor, currency, paidAt: '2026-11-21T09:00:00.000Z', method: null },
    },
  });

  it('is bought, paid on the page, told by webhook and granted, never before', async () => {
    const { accountId, path, checkout } = await buying('ada');
    const page = await system.nobody.get(checkout);
    expect(page.body).toContain('4.99 USD');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(await balanceOf(accountId)).toBe('10');

    expect((await play(checkout, 'pay')).status).toBe(303);
    const order = await orderWhen(path, granted);
    expect(order).toMatchObject({ status: 'COMPLETED', total: '4.99', refunded: '0.00', attention: [] });
    expect(await balanceOf(accountId)).toBe('610');
    const lots = await system.admin.get(`/v1/accounts/${accountId}/lots`);
    expect(lots.body.items).toContainEqual(
      expect.objectContaining({
        ...{ lotId: order.lotId, creditType: 'PURCHASE', amount: '500' },
        ...{ reference: `order:${order.orderId}`, cost: { amount: '4.99', currency: 'USD' } },
      }),
    );
  });

  it('is paid once, however often it is told', async () => {
    const { accountId, path, checkout } = await buying('bob');
    await play(checkout, 'pay');
    await orderWhen(path, granted);
    await play(checkout, 'tell-again');
    await play(checkout, 'pay');
    const again = await buying('bob-2');
    await play(again.checkout, 'pay');
    await orderWhen(again.path, granted);
    expect(await balanceOf(accountId)).toBe('610');
  });

  it('completes though the card was declined first, and though the checkout had expired', async () => {
    const declined = await buying('cyd');
    await play(declined.checkout, 'decline');
    expect(await orderWhen(declined.path, ({ status }) => status === 'FAILED')).toMatchObject({
      ...{ failure: 'card_declined', checkoutUrl: null },
    });
    await play(declined.checkout, 'pay');
    await orderWhen(declined.path, granted);

    const late = await buying('dan');
    await play(late.checkout, 'leave');
    await orderWhen(late.path, ({ status }) => status === 'EXPIRED');
    await play(late.checkout, 'pay-late');
    await orderWhen(late.path, granted);
    expect(await balanceOf('dan')).toBe('610');
  });

  it('that is not the order’s is kept apart, shown, and completes nothing', async () => {
    const { accountId, path, checkout } = await buying('eve');
    await play(checkout, 'pay-less');
    const order = await orderWhen(path, ({ attention }) => attention.length > 0);
    expect(order).toMatchObject({ status: 'PENDING', attention: ['payment-mismatched'] });
    expect(await balanceOf(accountId)).toBe('10');
    const { body } = await system.finance.get('/v1/orders?attention=true');
    expect(body.items.map(({ orderId }: Answer['body']) => orderId)).toContain(order.orderId);
  });

  it('goes back in parts, its credits with it, and never more than was paid', async () => {
    const { accountId, path, checkout } = await buying('fay');
    await play(checkout, 'pay');
    await orderWhen(path, granted);
    const part = (amount: string) =>
      system.finance.command(`${path}/refunds`, { amount: { amount, currency: 'USD' }, reason: 'half' });
    const both = await Promise.all([part('3.00'), part('3.00')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)!.body).toMatchObject({
      ...{ code: 'refund-above-rest', rest: '1.99' },
    });
    await orderWhen(path, ({ refunded }) => refunded === '3.00');
    await system.finance.command(`${path}/refunds`, { reason: 'the rest' });
    const order = await orderWhen(path, ({ refunded }) => refunded === '4.99');
    expect(order.creditsTakenBack).toBe('500');
    await until('the credits are gone', async () => (await balanceOf(accountId)) === '110');
  });

  it('is disputed: what is lost is taken back, what is won stays', async () => {
    const lost = await buying('gil');
    await play(lost.checkout, 'pay');
    await orderWhen(lost.path, granted);
    await play(lost.checkout, 'dispute');
    await orderWhen(lost.path, ({ attention }) => attention.includes('disputed'));
    const refund = await system.finance.command(`${lost.path}/refunds`, { reason: 'now' });
    expect(refund.body.code).toBe('order-disputed');
    await play(lost.checkout, 'lose-dispute');
    await orderWhen(lost.path, ({ refunded }) => refunded === '4.99');
    await until('the credits are gone', async () => (await balanceOf('gil')) === '110');

    const won = await buying('hal');
    await play(won.checkout, 'pay');
    await orderWhen(won.path, granted);
    await play(won.checkout, 'dispute');
    await play(won.checkout, 'win-dispute');
    await orderWhen(won.path, ({ attention }) => attention.length === 0);
    expect(await balanceOf('hal')).toBe('610');
  });

  it('for an account that was closed goes back by itself', async () => {
    const { accountId, path, checkout } = await buying('ivy');
    await system.admin.command(`/v1/accounts/${accountId}/close`, { reason: 'gone' });
    await play(checkout, 'pay');
    const order = await orderWhen(path, ({ refunded }) => refunded === '4.99');
    expect(order).toMatchObject({ status: 'COMPLETED', lotId: null, creditsTakenBack: '0', attention: [] });
  });

  it('told in any order comes to the same: a refund before its payment, each of them twice', async () => {
    const { path, orderId } = await buying('jan');
    const refunded = {
      ...{
        eventId: `evt_${randomUUID()}`,
        occurredAt: '2026-11-21T09:00:00.000Z',
        orderId,
        paymentId: 'p-jan',
      },
      fact: { kind: 'refunded', refundId: 're-jan', amountMinor: '499', currency: 'USD' },
    };
    for (const event of [refunded, refunded, paid(orderId, '499', 'p-jan')]) {
      expect((await webhook(event)).status).toBe(200);
    }
    await orderWhen(path, (order) => order.status === 'COMPLETED' && order.refunded === '4.99');
    await until('the credits came and went', async () => (await balanceOf('jan')) === '110');
  });

  it('is believed of nobody else: forged, stale, torn and foreign webhooks store nothing', async () => {
    const { path, orderId } = await buying('kim');
    const event = paid(orderId, '499', 'p-kim');
    const forged = await Promise.all([
      webhook(event, { secret: Buffer.alloc(32, 1) }),
      webhook(event, { agoSeconds: 301 }),
      webhook(event, { body: JSON.stringify({ ...event, eventId: 'evt_other' }) }),
      webhook({ nothing: 'of ours' }),
      system.nobody.send('POST', '/webhooks/sandbox', JSON.stringify(event)),
    ]);
    expect(forged.map(({ status, body }) => [status, body.code])).toEqual(
      forged.map(() => [400, 'webhook-invalid']),
    );
    expect((await system.nobody.send('POST', '/webhooks/nobody', '{}')).status).toBe(404);
    expect((await webhook({ ...event, padding: 'x'.repeat(300_000) })).status).toBe(413);
    const stored = await system.runtime.store.readStream(`providerEvent-SANDBOX:${event.eventId}`, {
      countMax: 1,
    });
    expect(stored.events).toEqual([]);
    expect((await system.service.get(path)).body.status).toBe('PENDING');
  });

  it('is refused for what the catalog does not sell, each in words', async () => {
    await system.service.open('lea');
    const asked = async (body: object) =>
      (await system.service.command('/v1/accounts/lea/orders', body)).body.code as string;
    expect(await asked({ package: 'colossal', currency: 'USD' })).toBe('unknown-package');
    expect(await asked({ credits: '100', currency: 'JPY' })).toBe('currency-not-sold');
    expect(await asked({ credits: '0', currency: 'USD' })).toBe('validation-failed');
    expect(await asked({ ...STARTER, credits: '1' })).toBe('purchase-unclear');
    expect(await asked({ ...STARTER, provider: 'STRIPE' })).toBe('provider-not-set-up');
    expect((await system.service.command('/v1/accounts/nobody/orders', STARTER)).status).toBe(404);
    expect((await system.service.get('/v1/accounts/lea/orders/none')).body.code).toBe('order-not-found');
  });

  it('is told by day, and what failed beside it', async () => {
    const { body } = await system.finance.get('/v1/revenue');
    expect(body.items).toContainEqual(expect.objectContaining({ currency: 'USD', provider: 'SANDBOX' }));
  });
});
