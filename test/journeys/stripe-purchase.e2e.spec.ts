import { givenLog, SignedWebhook, StripeDouble, until } from '@ledgerline/testing';
import { RunningSystem, startSystem } from './running-system';

/** From the order to the credits and back, by the real SDK against a double of Stripe's API. */
describe('a purchase by Stripe', () => {
  let stripe: StripeDouble;
  let system: RunningSystem;

  beforeAll(async () => {
    stripe = await StripeDouble.start();
    system = await startSystem(undefined, givenLog, stripe.variables);
  });
  afterAll(async () => {
    await system.stop();
    await stripe.close();
  });

  const send = async ({ rawBody, headers }: SignedWebhook): Promise<number> => {
    const { status } = await system.nobody.send('POST', '/webhooks/stripe', rawBody.toString(), headers);
    return status;
  };
  const pathOf = (account: string, orderId: string) => `/v1/accounts/${account}/orders/${orderId}`;
  const orderOf = async (account: string, orderId: string) =>
    (await system.service.get(pathOf(account, orderId))).body;
  const leftOf = async (account: string): Promise<readonly string[]> => {
    const { items } = (await system.service.get(`/v1/accounts/${account}/lots`)).body;
    const lots = items as readonly { creditType: string; remaining: string }[];
    return lots.filter(({ creditType }) => creditType === 'PURCHASE').map(({ remaining }) => remaining);
  };

  async function checkedOut(account: string): Promise<{ orderId: string; providerOrderId: string }> {
    await system.service.open(account);
    const body = { package: 'starter', currency: 'USD' };
    const { body: placed } = await system.service.command(`/v1/accounts/${account}/orders`, body);
    const { orderId } = placed;
    await until('the checkout is open', async () => Boolean((await orderOf(account, orderId)).checkoutUrl));
    const { providerOrderId, provider } = await orderOf(account, orderId);
    expect(provider).toBe('STRIPE');
    return { orderId, providerOrderId };
  }

  it.each([
    ['in their order', 'ada', (sent: readonly SignedWebhook[]) => sent],
    [
      'the last one first, and each twice',
      'bob',
      (sent: readonly SignedWebhook[]) => [...sent, ...sent].reverse(),
    ],
    ['the first one alone', 'cyd', (sent: readonly SignedWebhook[]) => sent.slice(0, 1)],
  ])(
    'grants once when its webhooks come %s, and a refund takes the credits back',
    async (_, account, arrange) => {
      const { orderId, providerOrderId } = await checkedOut(account);
      for (const webhook of arrange(stripe.pay(providerOrderId, Date.now())))
        expect(await send(webhook)).toBe(200);
      await until('the credits are there', async () => String(await leftOf(account)) === '500');
      expect(await orderOf(account, orderId)).toMatchObject({ status: 'COMPLETED', total: '4.99' });
      expect(stripe.things.all('charge').filter(({ metadata }) => isOf(metadata, orderId))).toHaveLength(1);

      await system.finance.command(`${pathOf(account, orderId)}/refunds`, { reason: 'not as described' });
      await until('the credits are gone', async () => String(await leftOf(account)) === '0');
      const refunds = stripe.things.all('refund').filter(({ metadata }) => isOf(metadata, orderId));
      expect(refunds).toHaveLength(1);
      expect(await send(stripe.webhook('refund.created', refunds[0], Date.now()))).toBe(200);
      await until('the refund is shown', async () => (await orderOf(account, orderId)).refunded === '4.99');
      expect(await leftOf(account)).toEqual(['0']);
    },
  );

  it('believes no webhook that is tampered with, stale or another’s', async () => {
    const { orderId, providerOrderId } = await checkedOut('dan');
    const [completed] = stripe.pay(providerOrderId, Date.now() - 301_000);
    expect(await send(completed!)).toBe(400);
    const { rawBody, headers } = stripe.webhook('charge.succeeded', {}, Date.now());
    expect(await send({ rawBody: Buffer.concat([rawBody, Buffer.from(' ')]), headers })).toBe(400);
    const foreign = stripe.webhook('charge.succeeded', {}, Date.now(), 'whsec_of_somebody_else');
    expect(await send(foreign)).toBe(400);
    expect((await orderOf('dan', orderId)).status).toBe('PENDING');
  });
});

function isOf(metadata: unknown, orderId: string): boolean {
  return (metadata as { orderId?: string }).orderId === orderId;
}
