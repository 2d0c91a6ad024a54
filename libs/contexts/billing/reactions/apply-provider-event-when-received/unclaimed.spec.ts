import { readWholeLog } from '@ledgerline/testing';
import type { ProviderFact } from '../../domain/provider-event/provider-fact';
import { NINE } from '../../testing/an-order';
import { givenOrders } from '../../testing/given-orders';

const DAY = 86_400;
const payment = { paymentId: 'pay_1', amountMinor: 499n, currency: 'USD', paidAt: NINE, method: null };
const paid: ProviderFact = { kind: 'paid', payment };
const refunded: ProviderFact = { kind: 'refunded', refundId: 'r1', amountMinor: 100n, currency: 'USD' };
const about = { orderId: 'o1', paymentId: 'pay_1' };

async function unclaimedIn({ store }: Awaited<ReturnType<typeof givenOrders>>) {
  const log = await readWholeLog(store);
  const found = log.filter(({ type }) => type === 'ledgerline.provider-event.unclaimed.v1');
  const events = found.map(({ data }) => JSON.parse(data) as { readonly eventId: string });
  return events.sort((a, b) => a.eventId.localeCompare(b.eventId));
}

describe('what a provider tells of an order that never comes', () => {
  it('is waited for thirty days, then ends with the money it speaks of, and holds up nothing any more', async () => {
    const orders = await givenOrders();
    await orders.told({ eventId: 'e1', ...about, fact: paid });
    await orders.told({ eventId: 'e2', orderId: null, paymentId: 'pay_1', fact: refunded });
    await orders.after(30 * DAY - 1);
    expect(orders.reacting.items()).toHaveLength(2);
    expect(await unclaimedIn(orders)).toEqual([]);
    await orders.after(DAY);
    expect(orders.reacting.items()).toEqual([]);
    expect(await unclaimedIn(orders)).toMatchObject([
      { eventId: 'e1', kind: 'paid', reason: 'order-unknown', amountMinor: '499', currency: 'USD' },
      { eventId: 'e2', kind: 'refunded', reason: 'order-unknown', amountMinor: '100' },
    ]);
    await orders.reacting.forget();
    await orders.after(0);
    expect(await unclaimedIn(orders)).toHaveLength(2);
  });

  it('still reaches the order that comes on the last day', async () => {
    const orders = await givenOrders();
    await orders.told({ eventId: 'e1', ...about, fact: paid });
    await orders.after(30 * DAY - 700);
    await orders.place();
    await orders.after(699);
    expect(await orders.order()).toMatchObject({ status: 'COMPLETED' });
    expect(await unclaimedIn(orders)).toEqual([]);
  });

  it('ends at once where its own mark says that another installation is meant', async () => {
    const orders = await givenOrders();
    const fact: ProviderFact = { kind: 'payment-failed', reason: 'card_declined' };
    await orders.told({ eventId: 'e1', ...about, isForeign: true, fact });
    await orders.after(0);
    expect(orders.reacting.items()).toEqual([]);
    expect(await unclaimedIn(orders)).toMatchObject([
      { reason: 'another-installation', amountMinor: null, currency: null },
    ]);
  });
});
