import { refundOrder } from '../commands/refund-order/refund-order';
import type { ProviderFact } from '../domain/provider-event/provider-fact';
import { type PaymentProvider, ProviderRefused } from '../providers/payment-provider';
import { NINE } from '../testing/an-order';
import { type Disturbance, givenOrders } from '../testing/given-orders';

/** Does the thing, and then its answer is lost; so often. */
function loses(what: 'charge' | 'refund' | 'openCheckout', times = 1): Disturbance {
  let left = times;
  return (provider) => ({
    ...provider,
    [what]: async (request: never) => {
      const answer: unknown = await (provider[what] as (asked: never) => Promise<unknown>)(request);
      if (left-- > 0) throw new Error('the answer was lost');
      return answer;
    },
  });
}

const paid = (amountMinor = 499n): ProviderFact => ({
  kind: 'paid',
  payment: { paymentId: 'pay_1', amountMinor, currency: 'USD', paidAt: NINE, method: null },
});

const automatic = { collection: 'automatic', providerMethodId: 'card_ada' } as const;
const cardOf = (id: string): ProviderFact => ({
  kind: 'method-kept',
  accountId: 'ada',
  method: {
    providerMethodId: id,
    type: 'card',
    brand: 'visa',
    last4: '4242',
    expiry: null,
    fingerprint: null,
  },
});
const kept = (id = 'card_ada') => ({
  eventId: `kept_${id}`,
  orderId: null,
  paymentId: null,
  fact: cardOf(id),
});

describe('an order and its provider', () => {
  it('have one checkout, though the answer to its opening was lost', async () => {
    const orders = await givenOrders(loses('openCheckout'));
    await orders.place();
    await orders.after(0);
    expect((await orders.order()).checkout).toBeNull();
    await orders.after(60);
    expect((await orders.order()).checkout!.checkoutUrl).toMatch(/^\/sandbox\/checkout\/sbx_/);
    expect(orders.reacting.items()).toEqual([]);
  });

  it('come to a failed order where the provider refuses for good', async () => {
    const refuses = (provider: PaymentProvider): PaymentProvider => ({
      ...provider,
      openCheckout: () => Promise.reject(new ProviderRefused('currency_not_taken', 'no')),
    });
    const orders = await givenOrders(refuses);
    await orders.place();
    await orders.after(0);
    expect((await orders.order()).status).toBe('FAILED');
  });

  it('charge a kept method once, though the answer was lost after charging', async () => {
    const orders = await givenOrders(loses('charge'));
    await orders.told(kept());
    await orders.after(0);
    await orders.place(automatic);
    await orders.after(0);
    expect((await orders.order()).status).toBe('PENDING');
    await orders.after(60);
    expect((await orders.order()).status).toBe('COMPLETED');
    expect((await orders.world.ofOrder('o1')).told).toHaveLength(1);
  });

  it('charge no method that is not kept, and tell a decline', async () => {
    const orders = await givenOrders();
    await orders.place(automatic);
    await orders.told(kept('card_declined'));
    await orders.after(0);
    await orders.place({ ...automatic, orderId: 'o2', providerMethodId: 'card_declined' });
    await orders.after(0);
    const failures = await orders.store.readStream('order-o1', { countMax: 9 });
    expect(failures.events.at(-1)!.data).toContain('payment-method-detached');
    expect((await orders.world.ofOrder('o1')).terms).toBeUndefined();
    expect((await orders.order('o2')).status).toBe('FAILED');
  });

  it('forget a method that is detached, once the provider can be heard again', async () => {
    let isDown = true;
    const forgotten: unknown[] = [];
    const orders = await givenOrders((provider) => ({
      ...provider,
      forgetMethod: async (method) => {
        if (isDown) throw new Error('503');
        await provider.forgetMethod(method);
        forgotten.push(method.providerMethodId);
      },
    }));
    await orders.told(kept('card_bob'));
    await orders.told(kept());
    await orders.after(0);
    await orders.detach('card_bob');
    await orders.after(0);
    expect(orders.reacting.items()).toMatchObject([{ state: 'waiting', reason: 'forget-method: 503' }]);
    isDown = false;
    await orders.after(3_600);
    expect(forgotten).toEqual(['card_bob']);
    expect(orders.reacting.items()).toEqual([]);
  });

  it('keep a method no longer that the provider says is gone, also where that is told first', async () => {
    const gone = {
      ...{ eventId: 'gone', orderId: null, paymentId: null },
      fact: { kind: 'method-removed', providerMethodId: 'card_ada' } as const,
    };
    const inOrder = await givenOrders();
    await inOrder.told(kept());
    await inOrder.told(gone);
    await inOrder.after(3_600);
    const reversed = await givenOrders();
    await reversed.told(gone);
    await reversed.after(3_600);
    await reversed.told(kept());
    await reversed.after(3_600);
    expect(await reversed.methods()).toEqual(await inOrder.methods());
    expect(await inOrder.methods()).toMatchObject({ methods: [], detached: [{ provider: 'SANDBOX' }] });
    expect(reversed.reacting.items()).toEqual([]);
  });

  it('wait for a method that is said to be gone as long as it may still be told that it was kept', async () => {
    const orders = await givenOrders();
    const fact = { kind: 'method-removed', providerMethodId: 'card_of_nobody' } as const;
    await orders.told({ eventId: 'gone', orderId: null, paymentId: null, fact });
    await orders.after(4 * 86_400 - 1);
    expect(orders.reacting.items()).toMatchObject([{ state: 'waiting' }]);
    await orders.after(86_400);
    expect(orders.reacting.items()).toEqual([]);
  });

  it('refund once, though the answer was lost after refunding', async () => {
    const orders = await givenOrders(loses('refund'));
    await orders.told(kept());
    await orders.place(automatic);
    await orders.after(60);
    const refund = { accountId: 'ada', amount: null, paymentId: null, reason: 'asked' };
    await orders.command('RefundOrder', refundOrder, refund);
    await orders.after(0);
    expect((await orders.order()).refundedMinor).toBe(0n);
    await orders.after(60);
    expect((await orders.order()).refundedMinor).toBe(499n);
    const { told } = await orders.world.ofOrder('o1');
    expect(told.filter(({ fact }) => fact.kind === 'refunded')).toHaveLength(1);
  });

  it('take no credits for a refund that has failed by the time its success is told', async () => {
    const failed = { state: 'failed', reason: 'expired_or_canceled_card' } as const;
    const orders = await givenOrders((provider) => ({
      ...provider,
      refundOf: () => Promise.resolve(failed),
    }));
    await orders.place();
    const about = { orderId: 'o1', paymentId: 'pay_1' };
    const refund = { refundId: 'r1', amountMinor: 100n, currency: 'USD' };
    await orders.told({ eventId: 'e1', ...about, fact: paid() });
    await orders.told({ eventId: 'e2', ...about, fact: { kind: 'refund-failed', ...refund, reason: 'x' } });
    await orders.told({ eventId: 'e3', ...about, fact: { kind: 'refunded', ...refund } });
    await orders.after(0);
    expect(await orders.order()).toMatchObject({ refundedMinor: 0n, owedMinor: 0n, refunds: [] });
  });

  it('owe a refund that fails after it was made', async () => {
    const orders = await givenOrders();
    await orders.place();
    const about = { orderId: 'o1', paymentId: 'pay_1' };
    const refund = { refundId: 'r1', amountMinor: 100n, currency: 'USD' };
    await orders.told({ eventId: 'e1', ...about, fact: paid() });
    await orders.told({ eventId: 'e2', ...about, fact: { kind: 'refunded', ...refund } });
    await orders.told({ eventId: 'e3', ...about, fact: { kind: 'refund-failed', ...refund, reason: 'x' } });
    await orders.after(0);
    expect(await orders.order()).toMatchObject({ refundedMinor: 100n, owedMinor: 100n });
  });

  it('find out what a lost webhook left pending', async () => {
    const orders = await givenOrders();
    await orders.place();
    await orders.after(0);
    const { terms } = await orders.world.ofOrder('o1');
    await orders.world.act(terms!.checkoutId, 'pay', () => [paid()]);
    await orders.after(15 * 60);
    await orders.settle();
    await orders.after(0);
    expect(await orders.order()).toMatchObject({ status: 'COMPLETED', payment: { paymentId: 'pay_1' } });
  });
});

describe('a webhook', () => {
  it('for an order that is not there yet waits, later ones of it behind, and nothing else', async () => {
    const orders = await givenOrders();
    const about = { orderId: 'o1', paymentId: 'pay_1' };
    await orders.told({ eventId: 'e1', ...about, fact: paid() });
    const refunded = { refundId: 'r1', amountMinor: 100n, currency: 'USD' };
    await orders.told({ eventId: 'e2', ...about, fact: { kind: 'refunded', ...refunded } });
    await orders.place({ orderId: 'o2' });
    await orders.told({ eventId: 'e3', orderId: 'o2', paymentId: 'pay_2', fact: paid() });
    await orders.after(0);
    expect((await orders.order('o2')).status).toBe('COMPLETED');
    expect(orders.reacting.items()).toHaveLength(2);

    await orders.place();
    await orders.after(3_600);
    expect(await orders.order()).toMatchObject({ status: 'COMPLETED', refundedMinor: 100n });
    expect(orders.reacting.items()).toEqual([]);
  });

  it('told again a month later changes nothing, nor does everything done again', async () => {
    const orders = await givenOrders();
    await orders.place();
    const event = { eventId: 'e1', orderId: 'o1', paymentId: 'pay_1', fact: paid() };
    await orders.told(event);
    await orders.after(0);
    const before = await orders.order();
    await orders.after(30 * 86_400);
    await orders.told(event);
    await orders.told({ ...event, eventId: 'e2' });
    await orders.reacting.forget();
    await orders.after(0);
    expect(await orders.order()).toEqual(before);
    const stored = await orders.store.readStream('providerEvent-SANDBOX:e1', { countMax: 9 });
    expect(stored.events).toHaveLength(1);
  });
});
